"""Names of languages and their ISO 639 codes: those that people ask for by name."""

LANGUAGES = {
    "akan": "ak", "twi": "ak", "albanian": "sq", "amharic": "am", "arabic": "ar", "bengali": "bn", "bangla": "bn",
    "sylheti": "syl", "bsl": "bfi", "british sign language": "bfi", "sign language": "bfi", "bulgarian": "bg",
    "cantonese": "zh", "chinese": "zh", "mandarin": "zh", "czech": "cs", "dari": "fa", "farsi": "fa",
    "persian": "fa", "dutch": "nl", "french": "fr", "german": "de", "greek": "el", "gujarati": "gu", "hindi": "hi",
    "hungarian": "hu", "igbo": "ig", "italian": "it", "konkani": "kok", "kurdish": "ku", "lithuanian": "lt",
    "malayalam": "ml", "nepali": "ne", "pashto": "ps", "polish": "pl", "portuguese": "pt", "punjabi": "pa",
    "panjabi": "pa", "romanian": "ro", "russian": "ru", "shona": "sn", "sinhala": "si", "slovak": "sk",
    "somali": "so", "spanish": "es", "swahili": "sw", "tagalog": "tl", "filipino": "tl", "tamil": "ta",
    "telugu": "te", "tigrinya": "ti", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
    "yoruba": "yo",
}  # fmt: skip

# Names that are as often something else: "french windows", "polish my shoes". A language only where it is said to be spoken.
DOUBTFUL = frozenset(
    "czech dutch french german greek italian polish portuguese romanian russian spanish turkish chinese persian filipino".split()
)
