import { isTimeZone, type TimeZone } from '#situation';
import { ImportRefused } from '../import-refused.js';

/** The zones of countries that have one, as far as datasets have many events of them. */
const zones: Readonly<Record<string, string>> = {
  Afghanistan: 'Asia/Kabul',
  Iraq: 'Asia/Baghdad',
  Syria: 'Asia/Damascus',
  Turkey: 'Europe/Istanbul',
  'Yemen (North Yemen)': 'Asia/Aden',
  Yemen: 'Asia/Aden',
  Iran: 'Asia/Tehran',
  Lebanon: 'Asia/Beirut',
  Israel: 'Asia/Jerusalem',
  Pakistan: 'Asia/Karachi',
  India: 'Asia/Kolkata',
  Nepal: 'Asia/Kathmandu',
  'Sri Lanka': 'Asia/Colombo',
  Philippines: 'Asia/Manila',
  'Myanmar (Burma)': 'Asia/Yangon',
  Ukraine: 'Europe/Kyiv',
  Somalia: 'Africa/Mogadishu',
  Sudan: 'Africa/Khartoum',
  Nigeria: 'Africa/Lagos',
  'South Sudan': 'Africa/Juba',
  Ethiopia: 'Africa/Addis_Ababa',
  Mali: 'Africa/Bamako',
  Libya: 'Africa/Tripoli',
  'Burkina Faso': 'Africa/Ouagadougou',
  'Central African Republic': 'Africa/Bangui',
  Algeria: 'Africa/Algiers',
  Colombia: 'America/Bogota',
  Peru: 'America/Lima',
  Egypt: 'Africa/Cairo',
  Uganda: 'Africa/Kampala',
};

/** The zone that was asked for, else that of the country. @throws {ImportRefused} none is known. */
export function zoneOfCountry(country: string, asked: string | undefined, line: number): TimeZone {
  const zone = asked ?? zones[country];
  if (zone !== undefined && isTimeZone(zone)) return zone;
  throw new ImportRefused(
    `The time zone of ${country} (line ${line}) is not known here: send --time-zone (in a form timeZone), such as Asia/Baghdad.`,
  );
}
