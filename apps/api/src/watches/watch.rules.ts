import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { readBoundingBox } from '#situation';
import { AddressRefused, requirePublic, type WatchQuestion, type WatchSettings, type WatchTarget } from '#watches';
import { Rejected, type Violation } from '../http/rejected.js';
import type { WatchOrderDto, WatchQuestionDto } from './watch-order.dto.js';

/** Returns the question as it is stored. @throws {Rejected} `meaningless` where it can never be answered. */
export function questionOf({ bbox, count, briefing, ...rest }: WatchQuestionDto): WatchQuestion {
  const { within, side, kinds, types } = rest;
  const box = bbox === undefined ? undefined : readBoundingBox(bbox);
  if (kinds.length === 0 && count === undefined && briefing === undefined)
    refuse('/question/kinds', 'nothing_watched', 'Name at least one kind, or a count, or a briefing.');
  if (types?.length === 0) refuse('/question/types', 'too_few', 'Name at least one type, or leave it out.');
  if (count?.from !== undefined && count.to !== undefined && count.from > count.to)
    refuse(
      '/question/count/to',
      'reversed',
      `to is ${count.to}, before ${count.from}: send one that is not before it.`,
    );
  return {
    kinds: [...new Set(kinds)],
    ...(within === undefined ? {} : { within }),
    ...(box === undefined ? {} : { box }),
    ...(side === undefined ? {} : { side }),
    ...(types === undefined ? {} : { types: [...new Set(types)] }),
    ...(count === undefined ? {} : { count }),
    ...(briefing === undefined ? {} : { briefing }),
  };
}

/**
 * Returns where messages are to go.
 *
 * @throws {Rejected} `meaningless` where two targets are named, the address holds a password, is not public, or no server
 *   sends mail.
 */
export async function targetOf({ webhook, mail }: WatchOrderDto, settings: WatchSettings): Promise<WatchTarget> {
  if (webhook !== undefined && mail !== undefined)
    refuse('/mail', 'two_targets', 'Send webhook or mail, not both: make two watches.');
  if (webhook !== undefined) {
    await requireReceiver(webhook.url, settings);
    return { channel: 'webhook', url: webhook.url };
  }
  if (mail === undefined) return { channel: 'feed' };
  if (settings.smtpUrl === undefined)
    refuse('/mail', 'no_mail', 'This Sitrep sends no mail: its operator sets SITREP_SMTP_URL and SITREP_SMTP_FROM.');
  if (mail.to.length === 0) refuse('/mail/to', 'too_few', 'Name at least one address.');
  return { channel: 'mail', to: [...new Set(mail.to)], digest: mail.digest };
}

async function requireReceiver(text: string, { allowsPrivate }: WatchSettings): Promise<void> {
  const at = '/webhook/url';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined)
    return refuse(at, 'not_an_address', 'Send an address such as https://desk.example.org/hooks/sitrep.');
  if (url.username !== '' || url.password !== '')
    refuse(at, 'password_in_address', 'Leave user and password out of the address: the signature says who sends.');
  // HTTP clients take port 0 for the usual one.
  if (url.port === '0') refuse(at, 'no_such_port', 'Port 0 is none: send the port of the receiver, or leave it out.');
  if (allowsPrivate) return;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A name that does not resolve may do so later; each try looks it up again.
  const addresses = isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host }];
  try {
    for (const { address } of addresses) requirePublic(host, address);
  } catch (error) {
    if (error instanceof AddressRefused) refuse(at, 'private_address', error.message);
    throw error;
  }
}

function refuse(pointer: string, code: string, detail: string): never {
  const violation: Violation = { pointer, code, detail };
  throw new Rejected('meaningless', 'The watch cannot be meant as it was sent.', [violation]);
}
