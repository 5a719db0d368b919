/** Takes out what opens doors: fields and parameters of addresses that hold tokens, signatures or cookies never reach raw. */
import { personalDropper } from '../engine/drop_personal.ts';
import type { SiteSource } from './site.ts';

/** Names of fields and parameters that hold secrets on every platform. Names of people's fields (Douyin's `signature`, Zhihu's `url_token`) are not among them. */
const SECRET_NAME =
  /(?<!url_?)token|cookie|csrf|xsrf|bogus|verify_?fp|session_?(?:id|key)|passw|passport|^(?:sessdata|x-?s|x-?t|x-s-common|x-zse-\w+|w_rid|pass_ticket|authorization|_signature|ttwid)$/iu;

const SECRET_PARAMETER =
  /([?&;]|%3F|%26)([\w.-]{0,60}(?:token|bogus|csrf|xsrf|session_?id|pass_ticket|verifyfp|w_rid|x-s|_signature)[\w.-]{0,60})(=|%3D)[^&#\s"'<>%]*/giu;

/** What may be sealed of a payload: without the personal fields that nothing reads and without secrets. Compiled once a source. */
export function sealablePayload(source: Pick<SiteSource, 'meta'>): (payload: unknown) => unknown {
  const known = compiled.get(source.meta);
  if (known !== undefined) return known;
  const drop = personalDropper(source.meta.personal);
  const made = (payload: unknown): unknown => withoutSecrets(drop(payload));
  compiled.set(source.meta, made);
  return made;
}

const compiled = new WeakMap<object, (payload: unknown) => unknown>();

/** The value without fields and parameters that hold secrets; shared with the given one where nothing changes. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string')
    return value.includes('=') || value.includes('%3D') ? value.replace(SECRET_PARAMETER, '$1$2$3') : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const kept = value.map(withoutSecrets);
    return kept.some((item, index) => item !== value[index]) ? kept : value;
  }
  let kept: Record<string, unknown> | null = null;
  for (const [name, inner] of Object.entries(value)) {
    if (SECRET_NAME.test(name)) {
      kept ??= { ...value };
      delete kept[name];
      continue;
    }
    const left = withoutSecrets(inner);
    if (left === inner) continue;
    kept ??= { ...value };
    kept[name] = left;
  }
  return kept ?? value;
}
