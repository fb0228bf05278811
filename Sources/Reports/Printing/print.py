"""Prints an HTML file: print.py PAGE PDF. Links lead into the page's own folder or are data themselves.

Everything else that a page may name (addresses, files elsewhere, pipes) is refused and left out of the print, as a
picture that is missing would be.
"""
import mimetypes
import os
import pathlib
import stat
import sys
from urllib.parse import unquote, urlsplit

import weasyprint

page, target = sys.argv[1], sys.argv[2]
folder = os.path.realpath(os.path.dirname(os.path.abspath(page)))


def fetch(url, *_, **__):
    parts = urlsplit(url)
    if parts.scheme == 'data':
        return weasyprint.default_url_fetcher(url)
    if parts.scheme != 'file' or parts.netloc:
        raise ValueError('refused: not a file of the page')
    path = os.path.realpath(unquote(parts.path))
    if os.path.dirname(path) != folder or not stat.S_ISREG(os.stat(path).st_mode):
        raise ValueError('refused: not a file of the page')
    return {
        'file_obj': open(path, 'rb'),
        'mime_type': mimetypes.guess_type(path)[0] or 'application/octet-stream',
        'redirected_url': url,
    }


try:
    base = pathlib.Path(folder).as_uri() + '/'
    html = weasyprint.HTML(filename=page, encoding='utf-8', base_url=base, url_fetcher=fetch)
    html.write_pdf(target)
except Exception as error:
    sys.exit(f'{type(error).__name__}: {error}')
