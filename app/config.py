"""Settings: read from the environment only, typed and checked at start."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "development-key-not-secret"
DEVELOPMENT_DATA_KEY = "development-data-key-not-secret"
MINIMUM_KEY_LENGTH = 32


class Settings(BaseSettings):
    """Every setting has the prefix URA_ in the environment."""

    model_config = SettingsConfigDict(env_prefix="URA_", extra="ignore")

    env: Literal["development", "test", "production"] = "development"
    data_dir: Path = PROJECT_ROOT / "var"
    database_url: str = ""
    huey_url: str = ""
    secret_key: str = DEVELOPMENT_KEY
    data_key: str = Field(
        default=DEVELOPMENT_DATA_KEY,
        description="seals notes; several, with commas between: the first one seals, all of them open",
    )
    base_url: str = "http://127.0.0.1:8000"
    smtp_url: str = Field(
        default="", description="smtp://user:password@host:port; empty: mail is kept in data_dir/mail"
    )
    mail_from: str = "Ura <no-reply@ura.example>"
    trusted_proxies: int = Field(
        default=0, ge=0, le=5, description="how many proxies in front set X-Forwarded-For"
    )
    api_rate_limit: int = Field(
        default=1200, ge=1, description="how often in a minute one address may read the open data"
    )
    rate_limit_storage: str = Field(
        default="memory://", description="where requests are counted; redis://… to count for all processes"
    )
    geocoder: Literal["offline", "nominatim", "photon", "pelias"] = "offline"
    geocoder_domain: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def resolved_database_url(self) -> str:
        """PostgreSQL always through psycopg; without a setting, a SQLite file in the data folder."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'ura.db'}"
        for scheme in ("postgresql://", "postgres://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url

    @property
    def data_keys(self) -> list[str]:
        """The keys of sealed texts, the newest first."""
        return [key.strip() for key in self.data_key.split(",") if key.strip()]

    @property
    def resolved_huey_url(self) -> str:
        return self.huey_url or f"sqlite:///{self.data_dir / 'queue.db'}"

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    @property
    def serves_https(self) -> bool:
        return self.base_url.startswith("https://")

    @model_validator(mode="after")
    def _production_is_strict(self) -> "Settings":
        if not self.data_keys:
            raise ValueError("URA_DATA_KEY must not be empty")
        secrets = {"URA_SECRET_KEY": [self.secret_key], "URA_DATA_KEY": self.data_keys}
        for name, keys in secrets.items():
            if self.is_production and not all(map(_is_secret, keys)):
                raise ValueError(
                    f"{name} must be set, at least {MINIMUM_KEY_LENGTH} characters long, in production"
                )
        return self


def _is_secret(key: str) -> bool:
    return len(key) >= MINIMUM_KEY_LENGTH and key not in (DEVELOPMENT_KEY, DEVELOPMENT_DATA_KEY)
