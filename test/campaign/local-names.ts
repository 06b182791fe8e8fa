import type { LocalName } from '#situation';

type Names = Readonly<Record<string, readonly (readonly [language: string, name: string])[]>>;

/** What the tables do not hold: names of the main places in their own languages, general knowledge as their coordinates are. */
const ofPlaces: Names = {
  iraq: [['ar', 'العراق']],
  syria: [['ar', 'سوريا']],
  'turkey-country': [
    ['ar', 'تركيا'],
    ['tr', 'Türkiye'],
  ],
  'jordan-country': [['ar', 'الأردن']],
  'nineveh-governorate': [
    ['ar', 'محافظة نينوى'],
    ['ar', 'نينوى'],
  ],
  'nineveh-antiquities': [['ar', 'نينوى']],
  'salah-al-din-governorate': [['ar', 'محافظة صلاح الدين']],
  mosul: [
    ['ar', 'الموصل'],
    ['ku-Latn', 'Mûsil'],
  ],
  'mosul-east': [['ar', 'الساحل الأيسر']],
  'mosul-west': [['ar', 'الساحل الأيمن']],
  'mosul-old-city': [['ar', 'الموصل القديمة']],
  'nuri-mosque': [['ar', 'جامع النوري']],
  dawasa: [['ar', 'الدواسة']],
  'nineveh-governorate-building': [['ar', 'مبنى محافظة نينوى']],
  'mosul-museum': [['ar', 'متحف الموصل']],
  mamoun: [['ar', 'حي المأمون']],
  'albu-saif': [['ar', 'البو سيف']],
  'tal-afar': [['ar', 'تلعفر']],
  'river-tigris': [['ar', 'نهر دجلة']],
  tikrit: [['ar', 'تكريت']],
  baghdad: [['ar', 'بغداد']],
  sulaimaniya: [
    ['ar', 'السليمانية'],
    ['ckb', 'سلێمانی'],
    ['ku-Latn', 'Silêmanî'],
  ],
  erbil: [
    ['ar', 'أربيل'],
    ['ckb', 'هەولێر'],
    ['ku-Latn', 'Hewlêr'],
  ],
  'raqqa-governorate': [['ar', 'محافظة الرقة']],
  'raqqa-city': [['ar', 'الرقة']],
  'deir-al-zor-governorate': [['ar', 'محافظة دير الزور']],
  'deir-al-zor-city': [['ar', 'دير الزور']],
  'river-euphrates': [['ar', 'نهر الفرات']],
  'al-khafsa': [['ar', 'الخفسة']],
  'aleppo-city': [['ar', 'حلب']],
  'manbij-city': [['ar', 'منبج']],
  'manbij-countryside': [['ar', 'ريف منبج']],
  palmyra: [['ar', 'تدمر']],
  damascus: [['ar', 'دمشق']],
  moscow: [['ru', 'Москва']],
  beirut: [['ar', 'بيروت']],
  istanbul: [['tr', 'İstanbul']],
  ankara: [['tr', 'Ankara']],
};

const ofActors: Names = {
  'islamic-state': [
    ['ar', 'الدولة الإسلامية'],
    ['ar', 'داعش'],
  ],
  iraq: [['ar', 'الحكومة العراقية']],
  'iraqi-security-forces': [['ar', 'القوات الأمنية العراقية']],
  'iraqi-army': [['ar', 'الجيش العراقي']],
  cts: [['ar', 'جهاز مكافحة الإرهاب']],
  'federal-police': [['ar', 'الشرطة الاتحادية']],
  'rapid-response': [['ar', 'فرقة الرد السريع']],
  'interior-ministry-iraq': [['ar', 'وزارة الداخلية العراقية']],
  peshmerga: [
    ['ar', 'البيشمركة'],
    ['ckb', 'پێشمەرگە'],
  ],
  iran: [['fa', 'ایران']],
  'us-led-coalition': [['ar', 'التحالف الدولي']],
  sdf: [
    ['ar', 'قوات سوريا الديمقراطية'],
    ['ar', 'قسد'],
    ['ku-Latn', 'Hêzên Sûriya Demokratîk'],
  ],
  ypg: [
    ['ar', 'وحدات حماية الشعب'],
    ['ku-Latn', 'Yekîneyên Parastina Gel'],
  ],
  'manbij-military-council': [['ar', 'مجلس منبج العسكري']],
  pkk: [
    ['ar', 'حزب العمال الكردستاني'],
    ['ku-Latn', 'Partiya Karkerên Kurdistanê'],
  ],
  'syrian-government': [['ar', 'الحكومة السورية']],
  'syrian-army': [['ar', 'الجيش السوري']],
  russia: [['ru', 'Россия']],
  turkey: [['tr', 'Türkiye']],
  'turkish-armed-forces': [['tr', 'Türk Silahlı Kuvvetleri']],
  jordan: [['ar', 'الأردن']],
  'nusra-front': [['ar', 'جبهة النصرة']],
  sohr: [['ar', 'المرصد السوري لحقوق الإنسان']],
  sana: [['ar', 'سانا']],
  'united-nations': [['ar', 'الأمم المتحدة']],
  'p-assad': [['ar', 'بشار الأسد']],
  'p-erdogan': [['tr', 'Recep Tayyip Erdoğan']],
  'p-yildirim': [['tr', 'Binali Yıldırım']],
  'p-putin': [['ru', 'Владимир Путин']],
  'p-abadi': [['ar', 'حيدر العبادي']],
  'p-baghdadi': [['ar', 'أبو بكر البغدادي']],
};

type OtherNames = Readonly<Record<string, readonly string[]>>;

/** Usual transliterations that folding does not reach. */
const otherNamesOfPlaces: OtherNames = {
  mosul: ['Mawsil', 'Mosil'],
  'tal-afar': ['Telafer', 'Tel Afar', 'Tall Afar'],
  sulaimaniya: ['Sulaymaniyah', 'Slemani'],
  erbil: ['Arbil', 'Irbil', 'Hawler'],
  tikrit: ['Tekrit'],
  'nineveh-governorate': ['Ninewa'],
  'raqqa-city': ['Rakka'],
  'raqqa-governorate': ['Raqqa governorate'],
  'deir-al-zor-city': ['Deir ez-Zor city', 'Dayr az-Zawr'],
  'deir-al-zor-governorate': ['Dayr az-Zawr governorate'],
  'al-khafsa': ['Khafseh'],
  'aleppo-city': ['Halab'],
  'manbij-city': ['Membij', 'Minbij', 'Menbij', 'Manbej'],
  'river-euphrates': ['al-Furat'],
  palmyra: ['Tadmur'],
};

/** Usual abbreviations, and names by which others write. */
const otherNamesOfActors: OtherNames = {
  'iraqi-security-forces': ['ISF'],
  cts: ['ICTS', 'Golden Division'],
  'shia-paramilitaries': [
    'Popular Mobilization Forces',
    'Popular Mobilization Units',
    'PMF',
    'PMU',
    'Hashd',
    'Hashd al-Shaabi',
    'Hashd al-Sha’bi',
  ],
  peshmerga: ['Pesh merga'],
  sdf: ['QSD'],
  'us-led-coalition': ['CJTF-OIR', 'Operation Inherent Resolve'],
  ypg: ['People’s Protection Units'],
  'syrian-arab-coalition': ['SAC'],
  'syrian-army': ['SAA', 'Syrian Arab Army'],
  'turkish-armed-forces': ['TSK'],
  'nusra-front': ['Jabhat al-Nusra'],
  sohr: ['SOHR'],
};

export const otherNamesOfPlace = (id: string): readonly string[] => otherNamesOfPlaces[id] ?? [];
export const otherNamesOfActor = (id: string): readonly string[] => otherNamesOfActors[id] ?? [];

const namesIn = (table: Names, id: string): readonly LocalName[] | undefined =>
  table[id]?.map(([language, name]) => ({ language, name }));

export const namesOfPlace = (id: string): readonly LocalName[] | undefined => namesIn(ofPlaces, id);
export const namesOfActor = (id: string): readonly LocalName[] | undefined => namesIn(ofActors, id);

/** Everything that has a name here, for comparing with what is registered. */
export const namedInOtherLanguages = { places: Object.keys(ofPlaces), actors: Object.keys(ofActors) };
