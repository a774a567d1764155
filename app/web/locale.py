"""The reader's language: chosen by a cookie, Albanian without one; and the button that changes it."""

from flask import Flask, request
from werkzeug.utils import redirect

from app.config import Settings
from app.kernel.access import PUBLIC, GuardedBlueprint
from app.kernel.i18n import DEFAULT_LOCALE, LOCALES, PSEUDO, set_locale
from app.web.respond import Answer

COOKIE = "ura_language"
ONE_YEAR = 365 * 24 * 3600

bp = GuardedBlueprint("web", __name__, template_folder="templates")


def chosen_locale(*, with_pseudo: bool) -> str:
    """The language of this request."""
    wanted = request.cookies.get(COOKIE, DEFAULT_LOCALE)
    known = (*LOCALES, PSEUDO) if with_pseudo else LOCALES
    return wanted if wanted in known else DEFAULT_LOCALE


@bp.post("/language", access=PUBLIC, own_units=True)
def language() -> Answer:
    """Keep the chosen language and go back to the page."""
    wanted = request.form.get("to", DEFAULT_LOCALE)
    answer = redirect(local_path(request.form.get("next")), 303)
    if wanted in LOCALES:
        answer.set_cookie(
            COOKIE, wanted, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure
        )
    return answer


def local_path(wanted: str | None) -> str:
    """A path of this site: anything else (another host, a scheme, a backslash trick) becomes the first page."""
    if (
        not wanted
        or not wanted.startswith("/")
        or wanted.startswith("//")
        or "\\" in wanted
        or "\n" in wanted
    ):
        return "/"
    return wanted


def init_locale(app: Flask, settings: Settings) -> None:
    """Set the language before each request."""

    @app.before_request
    def _choose() -> None:
        set_locale(chosen_locale(with_pseudo=not settings.is_production))
