/** The route whose body is a stream. */
export const batch_path = '/v1/reports/batch';
