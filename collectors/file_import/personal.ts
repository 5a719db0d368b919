/**
 * Personal columns that no feature of ours needs are dropped before a row is sealed. A column that the mapping reads stays:
 * naming it is the operator's decision.
 */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import type { Mapping } from './mapping.ts';
import { columnsOf, type ValueSource, wantedBy } from './value_source.ts';

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
  bio: { keep: false, why: 'what people write about themselves is not needed' },
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
    'realname fullname firstname lastname surname givenname consignee 姓名 真实姓名 收货人 联系人',
    'signature sign bio biography selfintroduction 简介 个人简介 签名 个性签名 用户签名',
    'deviceid imei idfa oaid androidid macaddress useragent password token accesstoken cookie sessionid',
  ].flatMap((line) => line.split(' ')),
);
const LIKENESS = /^(?:avatar|(?:hd)?profile(?:pic|image))/u;
const OWNER =
  /^(?:user|author|creator|reviewer|consumer|customer|member|buyer|account|profile|owner|receiver|recipient|contact|order|billing|shipping|delivery|用户|作者|达人|博主|买家|客户|会员|评价人|联系人|收货人)s?/u;
/** What somebody writes about themselves, where it stands in the object of an account. */
const BIO: ReadonlySet<string> = new Set([
  'description',
  'desc',
  'about',
  'aboutme',
  'introduction',
  'intro',
  'profilebio',
]);
const IN_ACCOUNT = /(?:^|\.)(?:user|author|owner|creator|account|profile|member|uploader|reviewer)\w*\./iu;
/** A head that speaks of e-mail, and a cell that is an address whatever its head says. */
const MAIL_HEAD = /email|邮箱/u;
const MAIL = /^\s*(?:mailto:)?[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}\s*$/iu;

/** Removes personal values; null when there were none, so that the row's own text can be sealed as it is. */
export type Strip = (row: Readonly<Record<string, unknown>>) => Record<string, unknown> | null;

/**
 * What the mapping reads is kept, directly or inside an object, but for an e-mail address that stands for an author's name: that was
 * nobody's decision. Names of columns are judged once each.
 */
export function personalStripper(mapping: Mapping): Strip {
  const anywhere = (columns: readonly string[]) =>
    columns
      .map(withoutPlaces)
      .flatMap((path) => (mapping.within === undefined ? path : [path, `${mapping.within}.${path}`]));
  const reads = (given: Mapping) => {
    const columns = anywhere(usedColumns(given));
    return (path: string) => columns.some((column) => column === path || column.startsWith(`${path}.`));
  };
  const { author_name: _, ...others } = mapping.fields;
  const isUsed = reads(mapping);
  const isUsedBesideName = reads({ ...mapping, fields: others });
  const dropped = new Set(anywhere(mapping.drop));
  const isMail = (value: unknown, path: string): boolean =>
    typeof value === 'string' && value.includes('@') && MAIL.test(value) && !isUsedBesideName(path);
  const judged = new Map<string, boolean>();
  const isDropped = (name: string, path: string): boolean => {
    if (dropped.has(path)) return true;
    let isPersonal = judged.get(name);
    if (isPersonal === undefined) {
      const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      isPersonal =
        NAMES.has(plain) || NAMES.has(plain.replace(OWNER, '')) || LIKENESS.test(plain) || MAIL_HEAD.test(plain);
      judged.set(name, isPersonal);
    }
    const isBio = path !== name && BIO.has(name.toLowerCase().replaceAll('_', '')) && IN_ACCOUNT.test(path);
    return (isPersonal || isBio) && !isUsed(path);
  };
  const strip = (row: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> | null => {
    let kept: Record<string, unknown> | null = null;
    for (const name in row) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      const value = row[name];
      if (typeof value !== 'object' || value === null) {
        if (!isDropped(name, path) && !isMail(value, path)) continue;
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

/** Items of a list stand under the list's own path. */
const withoutPlaces = (path: string): string => path.replaceAll(/\.(?:\*|\d+)(?=\.|$)/gu, '');

const sourcesOf = ({ platform, kind, fields }: Mapping): ValueSource[] =>
  [platform, kind, ...Object.values(fields)].filter((source) => source !== undefined);

/** Columns and paths that the mapping reads. */
export function usedColumns(mapping: Mapping): string[] {
  return [...sourcesOf(mapping).flatMap(columnsOf), ...leftOutBy(mapping)];
}

/** Columns that a file must have for the mapping to be meant for it; of each list one is enough. */
export function wantedColumns(mapping: Mapping): readonly (readonly string[])[] {
  return [...sourcesOf(mapping).flatMap(wantedBy), ...leftOutBy(mapping).map((name) => [name])];
}

const leftOutBy = ({ leave_out }: Mapping): string[] =>
  leave_out.flatMap((rule) => ('column' in rule ? [rule.column] : []));
