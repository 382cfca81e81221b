"""How Chinese surnames are read where the name reads otherwise than the word."""

from collections import defaultdict
from functools import cache
from itertools import product

from crm_desktop.language.tables import simplified

# First the reading in use today, then those some families keep. 宁: since the standard list of 2013
# 甯 (Nìng) is written apart again, so 宁 is 寧 (Níng, as in 宁浩).
_SINGLE = """
单 shàn | 仇 qiú | 查 zhā | 曾 zēng | 区 ōu | 解 xiè | 盖 gě gài | 翟 zhái dí | 朴 piáo
乐 yuè lè | 覃 qín tán | 任 rén | 盛 shèng | 华 huà | 宁 níng nìng | 甯 nìng | 员 yùn | 黑 hè
秘 bì | 冼 xiǎn | 折 shé | 逄 páng | 燕 yān | 种 chóng | 重 chóng | 洗 xiǎn | 隗 wěi kuí
缪 miào | 谌 chén shèn | 能 nài | 召 shào | 曲 qū | 纪 jǐ | 哈 hǎ | 那 nā | 句 gōu | 勾 gōu
阚 kàn | 过 guō | 应 yīng | 於 yū | 卜 bǔ | 车 chē | 祭 zhài | 撒 sǎ | 都 dū | 干 gān | 葛 gě
观 guàn | 冠 guàn | 炅 guì | 佴 nài | 郇 xún huán | 郗 xī chī | 郄 qiè xì | 柏 bǎi bó | 贲 bēn
费 fèi bì | 褚 chǔ | 啜 chuài | 要 yāo | 尉 wèi | 沈 shěn | 瞿 qú | 石 shí | 占 zhān | 叶 yè
殷 yīn | 仉 zhǎng | 妫 guī | 粘 nián | 乜 niè | 宓 mì fú | 牟 mù móu | 贾 jiǎ | 强 qiáng
莘 shēn xīn | 宿 sù | 万 wàn | 洼 wā | 俞 yú shù | 阙 quē què | 隽 juàn | 圈 juàn | 靓 jìng
晁 cháo | 朝 cháo | 令 lìng | 卡 qiǎ | 便 pián | 佘 shé | 厍 shè | 殳 shū | 眭 suī | 笪 dá
笮 zé | 迮 zé | 逯 lù | 幺 yāo | 么 yāo | 亓 qí | 阮 ruǎn | 阿 ā | 臧 zāng | 藏 zāng | 咸 xián
戚 qī | 赫 hè | 行 xíng | 长 cháng | 称 chēng | 参 shēn | 塞 sài | 奇 qí | 相 xiàng | 兴 xīng
訾 zī | 俱 jū | 吾 wú
""".replace("\n", "|")
_COMPOUND = """
欧阳 ōu yáng | 司马 sī mǎ | 上官 shàng guān | 诸葛 zhū gě | 皇甫 huáng fǔ | 尉迟 yù chí
公孙 gōng sūn | 慕容 mù róng | 令狐 líng hú | 宇文 yǔ wén | 长孙 zhǎng sūn | 司徒 sī tú
夏侯 xià hóu | 东方 dōng fāng | 独孤 dú gū | 南宫 nán gōng | 万俟 mò qí | 单于 chán yú
澹台 tán tái | 公冶 gōng yě | 宗政 zōng zhèng | 濮阳 pú yáng | 淳于 chún yú | 太叔 tài shū
申屠 shēn tú | 钟离 zhōng lí | 轩辕 xuān yuán | 鲜于 xiān yú | 闾丘 lǘ qiū | 司空 sī kōng
亓官 qí guān | 司寇 sī kòu | 子车 zǐ jū | 颛孙 zhuān sūn | 端木 duān mù | 巫马 wū mǎ
公西 gōng xī | 漆雕 qī diāo | 乐正 yuè zhèng | 壤驷 rǎng sì | 公良 gōng liáng | 拓跋 tuò bá
夹谷 jiá gǔ | 宰父 zǎi fǔ | 谷梁 gǔ liáng | 段干 duàn gān | 百里 bǎi lǐ | 东郭 dōng guō
南门 nán mén | 呼延 hū yán | 羊舌 yáng shé | 梁丘 liáng qiū | 左丘 zuǒ qiū | 东门 dōng mén
西门 xī mén | 第五 dì wǔ | 赫连 hè lián | 纳兰 nà lán | 完颜 wán yán | 叶赫 yè hè | 那拉 nà lā
贺兰 hè lán | 哥舒 gē shū | 仆固 pú gù | 鲁步 lǔ bù | 微生 wēi shēng | 屈突 qū tū | 歧舌 qí shé
爱新觉罗 ài xīn jué luó | 叶赫那拉 yè hè nà lā
""".replace("\n", "|")


@cache
def single_surnames() -> dict[str, tuple[str, ...]]:
    """Surnames of one character whose reading needs saying, in simplified and traditional form."""
    table = {name: tuple(syllables) for name, *syllables in _rows(_SINGLE)}
    for traditional, plain in simplified().items():
        if plain in table and traditional != "乾":
            table.setdefault(traditional, table[plain])
    return table


@cache
def compound_surnames() -> dict[str, tuple[str, ...]]:
    """Surnames of two or four characters, one syllable each, in every mix of simplified and
    traditional characters."""
    written: defaultdict[str, str] = defaultdict(str)
    for traditional, plain in simplified().items():
        written[plain] += traditional
    return {
        "".join(characters): tuple(syllables)
        for name, *syllables in _rows(_COMPOUND)
        for characters in product(*(character + written[character] for character in name))
    }


def compound_surname(name: str) -> tuple[str, ...]:
    """The syllables of the compound surname `name` begins with; none when it begins with one of
    one character, or when nothing would be left for the given name (单于 alone may be either)."""
    if len(name) < 3:
        return ()
    table = compound_surnames()
    if len(name) > 4 and name[:4] in table:
        return table[name[:4]]
    return table.get(name[:2], ())


def _rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.split("|") if row.strip()]
