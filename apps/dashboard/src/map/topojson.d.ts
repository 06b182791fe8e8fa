declare module 'topojson-client' {
  /** The features of an object of a topology. */
  export function feature(topology: object, object: unknown): GeoJSON.FeatureCollection;
}
