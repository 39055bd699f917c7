"""From the words around a number to the name of what is measured.

`phrase` looks at the text in front of a number: the words of statement and change at its end (达, 比上年增长) and the name
before them. `noun` looks at the text after a number (6个国家级…中心). Word classes come from lexicon.words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lexicon.places import Places
from lexicon.words import Words

TIME = (
    r"(?:截至|截止|到|至|自|从|在)?(?:目前|(?:1[89]|20|21)[0-9]{2}年?(?:[-—–－~～至到](?:20|19)?[0-9]{2,4}年?)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    r"|[0-9]{1,2}(?:[-—–－~～至到、][0-9]{1,2})?月(?:[0-9]{1,2}日)?|今年|去年|上年|当年|明年|前年|全年|同期|年末|年底|年初|年内|本年度?"
    r"|“[一二三四五六七八九十]+五”(?:时期|期间|以来|末)?|(?:近|这)?[一二三四五六七八九十0-9]+年(?:来|间|里)|(?:过去|近)[一二三四五六七八九十0-9]+年|[一二三四五六七八九十0-9]+年(?=累计|共|年均|平均|合计)"
    r"|[一二三四五六七八九十0-9两]+年内|提前[一二三四五六七八九十0-9两]+年(?:实现|完成)?|(?:前)?[一二三四1-4]季度|上半年|下半年)(?:份|末|底|初|年|以来|期间|时期|前|间|同期|上半年|前三季度|的)*[,， ]*"
)
_COMPARED = (
    r"(?:(?:同比|环比|(?<!占)(?:比|较|是|为|相当于)(?:(?:上|去|前一?|同|19[0-9]{2}|20[0-9]{2})年(?:同期|末|底|初|水平)?|上月末?|年初|基期|[一二三四五六七八九十0-9]+年前|前[一二三四五六七八九十0-9]+年|历史同期|疫情前|“?[一二三四五六七八九十]+五”?(?:末|期间|时期)?(?:平均|年均)?|计划|预算|调整预算))(?:实际|名义)?"
    r"|(?:比|较|高于|高出|低于|快于|优于|超过|超出|领先)?(?:全国|全省|全市|世界|年度目标|预期目标|目标|计划|预期|GDP|经济)(?:平均|总体)?(?:水平|增速|目标)?(?:高|低|快|慢|多|少)"
    r"|(?:高于|高出|低于|快于|优于)[^，。；、]{2,10}$"
    r"|(?:按|以)?(?:同口径|可比口径|可比价格?(?:计算)?|不变价格?(?:计算)?|现价(?:计算)?)(?:下|计算)?|扣除(?:价格|物价)因素(?:影响)?(?:后)?|在[^，。]{2,12}基础上)"
)
_JUNK = "[\\s*#·\\-—–:：,，、。；;\\[\\]【】※●■◆!！?？>]"
_FOOTNOTE = re.compile(r"[\[［〔][0-9]+[\]］〕]|^(?:\s*<br>|\s*[（(][0-9一二三四五六七八九十]+[)）]|\s*[0-9]{1,2}[、.．]|[①-⑳])+")
_YARDSTICK = re.compile("(?:是|相当于)[^，。；]{2,12}?的?|为[^，。；]{2,12}的")  # 是国家任务的2.55倍
_LONGEST_SAID = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """`base` is the name's raw text, `tail` the words of statement and change between it and the number."""

    base: str
    tail: str


@dataclass(frozen=True, slots=True)
class Noun:
    """The thing counted after a number and what is said of it: 基层所 | 获评首批全国五星所."""

    noun: str
    said: str


@cache
def _tail() -> re.Pattern[str]:
    words = Words.load()
    verbs = words.any_of("statement_verb", "growth_up", "growth_down", "cut_verb")
    guards = "(?!占比|比[例重率值])(?<!新)(?<!自然)(?:(?<!行)(?<!作)(?<!人)(?<!认)为|(?<![国所占持拥私公共])有|(?<!公)共|(?<![发直送下传])达|(?<![设统审会])计|(?<![首成])都|(?<![存现])在|(?<![需主])要)"
    plain = f"(?!占比|比[例重率值])(?<!新)(?<!自然)(?!(?:为|有|共|达|计|都|在|要)){verbs}"
    return re.compile(rf"(?:{_COMPARED}|(?:每[人户亩年月天名]){{1,2}}(?:每[年月天])?|(?:是|为|相当于)(?:全国|全省|全市|世界)(?:平均)?(?:水平)?的?|{guards}|{plain}|{TIME}|(?:从|由)(?:{TIME})?(?:每[一-鿿]{{1,2}}|原来|最初)?|[的了\s])+$")


@cache
def _head() -> re.Pattern[str]:
    words = Words.load()
    return re.compile(rf"(?:{_JUNK}|{TIME}|{words.any_of('adverb', 'place_word')}(?![度率性化])|(?:共|现|已)?有(?![色机限效关]|[^，]{{1,14}}的))+")


@cache
def _causative() -> re.Pattern[str]:
    return re.compile(rf"(?:{Words.load().any_of('causative')})+")


@cache
def count_verbs() -> re.Pattern[str]:
    return re.compile(f"{Words.load().any_of('count_verb')}+")


@cache
def _verb_end() -> re.Pattern[str]:
    verb = Words.load().any_of("count_verb")
    return re.compile(f"({verb}+(?:(?:、|和|或|及){verb}+)*)(?:了|共|约|各|好|过|出|并|首批|全国首批|完|又|近)*$")


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile("(?!增加值|居[民住家]|超[市大低级标]|新增长|建设用地|有限|有色|有机|有效|有关|达人|无人|无障碍|无线|无形|参加人|参与者|来源|来宾)" + Words.load().any_of("predicate"))


def phrase(left: str) -> Phrase:
    """Split the text in front of a number."""
    if _YARDSTICK.fullmatch(left.strip()):
        return Phrase("", left)
    match = _tail().search(left)
    if match is None:
        return Phrase(left, "")
    return Phrase(left[:match.start()], match[0])


def trimmed(base: str) -> str:
    """The name without junk, time, place words and adverbs in front, and without punctuation around."""
    base = _dateline().sub("", _FOOTNOTE.sub("", base.strip().replace("**", "")))
    match = _head().match(base)
    if match:
        base = base[match.end():]
    base = re.sub(rf"^{_JUNK}+|{_JUNK}+$", "", base)
    base = re.sub("^其(?![他它余中])", "", _doer().sub("", base))
    return _unbalanced(_aspect().sub(r"\1", base))


@cache
def _dateline() -> re.Pattern[str]:
    """新华社北京7月31日电（记者…） in front of an article's first sentence."""
    return re.compile(r"^.*?[讯电]\s*[（(][^）)]*[）)]")


@cache
def _doer() -> re.Pattern[str]:
    """The body that did it, in front of the deed: 被某区市场监督管理局|罚款, 某市公安机关|破获."""
    words = Words.load()
    ends = words.any_of("body_end")
    return re.compile(f"^(?:[^，。]*被[^，。]{{0,30}}?{ends}+|[一-鿿]{{2,24}}?{ends}+(?={words.any_of('count_verb')}))(?:共计?|已|累计)?(?=..)")


@cache
def _aspect() -> re.Pattern[str]:
    return re.compile(f"({Words.load().any_of('count_verb')})了")


def opening(text: str) -> int:
    """How long the times and adverbs are that a clause opens with."""
    match = _head().match(text)
    return match.end() if match else 0


def _unbalanced(name: str) -> str:
    """Without a bracket or quotation mark whose partner lies outside the name."""
    for opening, closing in ("（）", "()", "“”", "《》"):
        if name.count(opening) > name.count(closing):
            head, _, rest = name.rpartition(opening)
            name = rest or head
        elif name.count(closing) > name.count(opening):
            head, _, rest = name.partition(closing)
            name = rest or head
    return name


def digits(printed: str) -> bool:
    """Whether a numeral has a digit of its own: 一百亿, not 百亿."""
    return re.search("[0-9０-９零〇一二两三四五六七八九]", printed) is not None


def without_causative(base: str) -> str:
    """带动面上产业投资 -> 面上产业投资."""
    match = _causative().match(base)
    return trimmed(base[match.end():]) if match and len(base) - match.end() >= 2 else base


def without_place(name: str) -> str:
    """浙江创建数量 -> 创建数量; "" for a bare place."""
    mentions = Places.load().find(name[:12])
    return name[mentions[0].end:] if mentions and mentions[0].start == 0 else name


def leading_verb(name: str) -> str:
    """The counting verb a name begins with, after a short subject; "" if none."""
    for match in count_verbs().finditer(name):
        if match.start() > 8:
            break
        if match.end() < len(name) - 1:
            return match[0]
    return ""


def last_clause(left: str) -> str:
    """完善机制、新增企业 -> 新增企业: what follows the last 、 when it has a counting verb of its own in front."""
    head, joint, rest = left.rpartition("、")
    match = count_verbs().match(rest.lstrip()) if joint else None
    if match and all(count_verbs().fullmatch(part) for part in head.split("、")):
        return left
    if match and count_verbs().search(head) and len(rest) - match.end() >= 2:
        return rest
    return left


def verb_before(left: str) -> str:
    """The verb of the thing counted after the number, at the end of `left`; "" if none."""
    match = _verb_end().search(left)
    return match[1] if match else ""


def verb_of_list(left: str) -> str:
    """The verb in front of a list that ends before the number: 研究出台首发经济、会展经济等方面29项政策."""
    if "等" not in left[-6:] and "、" not in left and not left.endswith(("和", "与", "及")):
        return ""
    found = list(count_verbs().finditer(left))
    return found[0][0] if found and found[0].start() <= 12 else ""


def noun(right: str) -> Noun:
    """Split the text after a number at its predicate."""
    right = re.sub(rf"^{_JUNK}+|{_JUNK}+$", "", right)
    for match in _predicate().finditer(right):
        if match.start() == 0:
            return Noun("", right[:_LONGEST_SAID].replace("了", ""))
        if match.start() >= 2:
            return Noun(thing(right[:match.start()]), right[match.start():][:_LONGEST_SAID].replace("了", ""))
    return Noun(thing(right), "")


@cache
def _second_deed() -> re.Pattern[str]:
    """A 、 after which a clause of its own begins: 20个游园、改造老旧小区."""
    return re.compile(f"、(?={Words.load().any_of('count_verb')}[^、]{{3,}})|，|,|；")


def thing(text: str) -> str:
    """Without 中 or 之一 at the end, and without what 以及 adds."""
    text = _second_deed().split(re.split("以及|，|,", text)[0])[0]
    return _unbalanced(re.sub("(?<=..)(?:(?:之中|当中|中|之一|的|我[省市区县]|全[省市区县]|均|已|全部|共计|合计|分别)+)$", "", text.strip()))
