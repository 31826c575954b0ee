"""核验一个审计包：不用数据库、不用网络、只用 Python 标准库（3.9 以上）。

用法：python3 verify.py [审计包.zip 或解开的文件夹] [--key 公钥指纹]
退出码：0 全部相符，1 有不符，2 读不了。

请使用从公开源码取得的本脚本，并用机关公布的公钥指纹（--key）核对：包里附带的脚本和公钥都可能被一并替换。
"""

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from pathlib import Path

MANIFEST, SIGNATURE, ORIGINALS = "manifest.json", "signature.json", "files/"

# Ed25519 (RFC 8032), only what verifying needs
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _add(one, two):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, two
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number, point):
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _same(one, two):
    return (one[0] * two[2] - two[0] * one[2]) % P == 0 and (one[1] * two[2] - two[1] * one[2]) % P == 0


def _point(content):
    y = int.from_bytes(content, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if (x & 1) != sign else x
    return x, y, 1, x * y % P


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = _point(BASE_Y.to_bytes(32, "little"))


def signed(public, message, signature):
    """Whether `signature` over `message` was made with the key of `public` (bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return _same(_times(scalar, BASE), _add(nonce, _times(challenge, key)))


# SM3 (GB/T 32905), for a Python whose OpenSSL lacks it
START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
WORD = 0xFFFFFFFF


def _turn(value, bits):
    bits %= 32
    return ((value << bits) | (value >> (32 - bits))) & WORD


def _block(state, block):
    w = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _turn(w[j - 3], 15)
        w.append(x ^ _turn(x, 15) ^ _turn(x, 23) ^ _turn(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _turn((_turn(a, 12) + e + _turn(constant, j)) & WORD, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & WORD & g)
        tt1 = (ff + d + (ss1 ^ _turn(a, 12)) + (w[j] ^ w[j + 4])) & WORD
        tt2 = (gg + h + ss1 + w[j]) & WORD
        a, b, c, d, e, f, g, h = (
            tt1,
            a,
            _turn(b, 9),
            c,
            tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17),
            e,
            _turn(f, 19),
            g,
        )
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))


def plain_sm3(content):
    """SM3 without OpenSSL."""
    padded = content + b"\x80" + b"\0" * ((55 - len(content)) % 64) + (len(content) * 8).to_bytes(8, "big")
    state = START
    for at in range(0, len(padded), 64):
        state = _block(state, padded[at : at + 64])
    return "".join(f"{word:08x}" for word in state)


def sm3(content):
    """64 hexadecimal digits."""
    if "sm3" in hashlib.algorithms_available:
        return hashlib.new("sm3", content).hexdigest()
    return plain_sm3(content)


def files_of(path):
    """{name: content} of an archive or a folder; an original under files/ by its digest alone, for it may be large."""
    if path.is_dir():
        found = [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]
        return {name: _held(name, one.open) for one in found for name in [one.relative_to(path).as_posix()]}
    with zipfile.ZipFile(path) as archive:
        return {name: _held(name, lambda mode, name=name: archive.open(name)) for name in archive.namelist()}


def _held(name, opened):
    with opened("rb") as content:
        if not name.startswith(ORIGINALS):
            return content.read()
        digest = hashlib.sha256()
        for part in iter(lambda: content.read(1 << 20), b""):
            digest.update(part)
        return digest.hexdigest()


def digest_of(held):
    """SHA-256 of a content, or of an original already known by it."""
    return held if isinstance(held, str) else hashlib.sha256(held).hexdigest()


def check_files(files):
    """完整性: every listed file is there as it was, and nothing else is."""
    listed = json.loads(files[MANIFEST])["files"]
    for name, digest in listed.items():
        if name not in files:
            yield f"缺少文件 {name}"
        elif digest_of(files[name]) != digest:
            yield f"文件 {name} 与清单不符"
    for name in sorted(set(files) - set(listed) - {MANIFEST, SIGNATURE}):
        yield f"多出文件 {name}"


def check_signature(files, fingerprint):
    """真实性: the list is signed, by the key whose fingerprint was published."""
    held = json.loads(files[SIGNATURE])
    public = base64.b64decode(held["public_key"])
    if not signed(public, b"jichuang-bundle|" + files[MANIFEST], base64.b64decode(held["signature"])):
        yield "清单的签名不成立"
    if fingerprint and not (len(fingerprint) >= 16 and sm3(public).startswith(fingerprint.lower())):
        yield f"签名的公钥不是指纹为 {fingerprint} 的那一把（现为 {sm3(public)}）"
    head = json.loads(files[MANIFEST])["head"]
    if head:
        parts = ("jichuang-head", head["day"], str(head["position"]), head["digest"], head["signed_at"])
        if not signed(public, "|".join(parts).encode(), base64.b64decode(head["signature"])):
            yield "封存链头的签名不成立"


def check_journal(files):
    """日志: each row gives the digest under which it was sealed, and neighbours in the chain are joined."""
    rows = [json.loads(line) for line in files["journal.jsonl"].decode().splitlines()]
    head = json.loads(files[MANIFEST])["head"] or {"position": None}
    before = None
    for one in rows:
        if one["position"] is None:
            continue
        text = json.dumps(one["row"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if sm3(f"{one['previous']}\n{text}".encode()) != one["digest"]:
            yield f"日志第{one['row']['id']}行与封存时不一致"
        if before and before["position"] + 1 == one["position"] and before["digest"] != one["previous"]:
            yield f"日志第{one['row']['id']}行与前一行接不上"
        if head["position"] == one["position"] and head["digest"] != one["digest"]:
            yield f"日志第{one['row']['id']}行与封存链头不符"
        before = one


def check_story(files):
    """一致性: the journal ends where the case says it is, and the judgement is of the law that is enclosed."""
    case, rules = json.loads(files["case.json"]), json.loads(files["rules.json"])
    rows = [json.loads(line)["row"] for line in files["journal.jsonl"].decode().splitlines()]
    told = [row["detail"] for row in rows if row["verb"].startswith("case.") and "state" in row["detail"]]
    for key in ("state", "stage", "outcome"):
        if told and told[-1][key] != case[key]:
            yield f"日志最后的{key}是“{told[-1][key]}”，办件写的是“{case[key]}”"
    if any(row["subject"] != f"case:{case['number']}" for row in rows):
        yield "日志中有别的办件"
    if case["policy_on"] != rules["on"] or case["findings"].get("policy", rules["id"]) != rules["id"]:
        yield "所附规则不是办件适用的规则"
    for name, digest in rules["sources"].items():
        if hashlib.sha256(files[f"rules/{name}"]).hexdigest() != digest:
            yield f"规则文件 {name} 与记录不符"


def check_originals(files):
    """原件: every material and document the case names is enclosed as it was stored, or said not to be."""
    case = json.loads(files["case.json"])
    named = [(one["name"], one["sha256"], one.get("enclosed", "")) for one in case["files"]]
    named += [
        (one["file"], one["file_sha256"], one["enclosed"]) for one in case["records"] if "file_sha256" in one
    ]
    for name, digest, place in named:
        if place and files.get(place) != digest:
            yield f"原件“{name}”不在包内或与记录的摘要不符"
    for place in set(files) - {place for _, _, place in named}:
        if place.startswith(ORIGINALS):
            yield f"原件 {place} 不属于本办件"


def _found(check, *given):
    """The faults of one section; damage that keeps it from being read is one."""
    try:
        return list(check(*given))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as fault:
        return [f"内容已损坏，读不了（{type(fault).__name__} {fault}）"]


def verify(path, fingerprint=""):
    """[(section, faults)] of a bundle."""
    files = files_of(path)
    return [
        ("文件与清单", _found(check_files, files)),
        ("签名", _found(check_signature, files, fingerprint)),
        ("日志", _found(check_journal, files)),
        ("原件", _found(check_originals, files)),
        ("前后一致", _found(check_story, files)),
    ]


def main():
    """Prints each section; returns the exit code."""
    parser = argparse.ArgumentParser(description="核验审计包")
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--key", default="", help="机关公布的公钥指纹（至少16位）")
    asked = parser.parse_args()
    try:
        found = verify(asked.bundle, asked.key)
        manifest = json.loads(files_of(asked.bundle)[MANIFEST])
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as fault:
        print(f"读不了：{type(fault).__name__} {fault}")
        return 2
    print(f"办件 {manifest['case']}，{manifest['made_at']} 制作，公钥指纹 {manifest['fingerprint']}")
    if not asked.key:
        print("注意：没有用 --key 核对公钥指纹，只能说明包内自相一致。")
    if manifest["unsealed"]:
        print(f"注意：有 {manifest['unsealed']} 行日志制作时尚未封存。")
    for title, faults in found:
        print(f"{title}：{'相符' if not faults else '不符'}")
        for one in faults:
            print(f"  {one}")
    return 1 if any(faults for _, faults in found) else 0


if __name__ == "__main__":
    sys.exit(main())
