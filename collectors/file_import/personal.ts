/**
 * Personal columns that no feature of ours needs are dropped before a row is sealed. A column that the mapping reads stays:
 * naming it is the operator's decision.
 */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import { columnOf } from './columns.ts';
import type { Mapping } from './mapping.ts';

/** What is kept and what is dropped, for the documentation and the contract suite. Names are matched without case, `_` and `-`. */
export const PERSONAL: CollectorMeta['personal'] = {
  author_id: { keep: true, why: 'tells people apart; kept as a pseudonym in the lake' },
  author_name: { keep: true, why: 'printed on the lists of own brands' },
  author_url: { keep: true, why: 'link to the public page, printed beside the name' },
  author_contact: {
    keep: true,
    why: 'only when mapped: whether there is a business contact tells KOLs from consumers',
  },
  avatar: { keep: false, why: 'a face is not needed to rank' },
  birthday: { keep: false, why: 'no trait is inferred from age' },
  gender: { keep: false, why: 'no trait is inferred from gender' },
  email: { keep: false, why: 'nobody is contacted outside the platform' },
  phone: { keep: false, why: 'nobody is contacted outside the platform' },
  location: { keep: false, why: 'a place finer than the region shown is not needed' },
  id_card: { keep: false, why: 'never needed' },
  real_name: { keep: false, why: 'never needed' },
  device: { keep: false, why: 'never needed' },
};

const NAMES = new Set(
  [
    'avatar avatarhd avatarurl avatarlarger avatarmedium avatarthumb face headimg headimgurl headurl portrait profileimage profileimageurl profilepic profilepicture photourl 头像 用户头像 头像链接',
    'birthday birth birthdate dateofbirth dob age birthyear 生日 出生日期 年龄',
    'gender sex 性别',
    'email emailaddress mail 邮箱 电子邮箱',
    'phone phonenumber mobile mobilephone mobilenumber tel telephone cellphone 手机 手机号 手机号码 电话 联系电话',
    'location lat latitude lng lon long longitude geo gps coordinates geolocation address streetaddress homeaddress shippingaddress zip zipcode postcode postalcode 地址 收货地址 经度 纬度 定位 详细地址',
    'ip ipaddress clientip',
    'idcard idcardno idnumber nationalid passport ssn 身份证 身份证号',
    'realname fullname firstname lastname surname givenname 姓名 真实姓名',
    'deviceid imei idfa oaid androidid macaddress useragent password token accesstoken cookie sessionid',
  ].flatMap((line) => line.split(' ')),
);
const OWNER = /^(?:user|author|creator|reviewer|consumer|customer|member|buyer|account|profile|owner|receiver)s?/u;

/** Removes personal values; null when there were none, so that the row's own text can be sealed as it is. */
export type Strip = (row: Readonly<Record<string, unknown>>) => Record<string, unknown> | null;

/** `used`: what the mapping reads, directly or inside an object. Names are judged once each. */
export function personalStripper(mapping: Mapping): Strip {
  const used = usedColumns(mapping);
  const judged = new Map<string, boolean>();
  const isDropped = (name: string, path: string): boolean => {
    let isPersonal = judged.get(name);
    if (isPersonal === undefined) {
      const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      isPersonal = NAMES.has(plain) || NAMES.has(plain.replace(OWNER, '')) || plain.startsWith('avatar');
      judged.set(name, isPersonal);
    }
    return isPersonal && !used.some((column) => column === path || column.startsWith(`${path}.`));
  };
  const strip = (row: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> | null => {
    let kept: Record<string, unknown> | null = null;
    for (const name in row) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      const value = row[name];
      if (typeof value !== 'object' || value === null) {
        if (!isDropped(name, path)) continue;
        kept ??= { ...row };
        delete kept[name];
      } else if (isDropped(name, path)) {
        kept ??= { ...row };
        delete kept[name];
      } else {
        const inner = stripNested(value, path, strip);
        if (inner === null) continue;
        kept ??= { ...row };
        kept[name] = inner;
      }
    }
    return kept;
  };
  return (row) => strip(row, '');
}

function stripNested(
  value: object,
  path: string,
  strip: (row: Readonly<Record<string, unknown>>, prefix: string) => Record<string, unknown> | null,
): unknown {
  if (!Array.isArray(value)) return strip(value as Record<string, unknown>, path);
  let kept: unknown[] | null = null;
  for (const [index, item] of value.entries()) {
    if (typeof item !== 'object' || item === null) continue;
    const inner = stripNested(item, path, strip);
    if (inner === null) continue;
    kept ??= [...value];
    kept[index] = inner;
  }
  return kept;
}

/** Columns and paths that the mapping reads. */
export function usedColumns(mapping: Mapping): string[] {
  return [mapping.platform, mapping.kind, ...Object.values(mapping.fields)].flatMap((source) => columnOf(source) ?? []);
}
