"""Write the JSON schema of a record to docs/reference/record.schema.json."""

import json
from pathlib import Path

from dragoman.serial import schema

TARGET = Path(__file__).parent.parent / "docs" / "reference" / "record.schema.json"

if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {TARGET}")
