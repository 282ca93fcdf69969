"""What a location string means: city, region, country; and which time zone a city keeps."""

from scoring.places import gazetteer
from scoring.places.gazetteer import City
from scoring.places.reading import MOST_CHARS, city_of, read_place, understood
from scoring.places.several import read_places
from scoring.places.words import parts_of

__all__ = ["read_place", "read_places", "zone_at", "zone_for"]


def zone_for(city_text: str) -> str | None:
    """Return the time zone of a city, or of a country or state that has one. Never raises."""
    if city_text.strip().upper() in {"UTC", "GMT"}:
        return "UTC"
    reading = understood(parts_of(city_text[:MOST_CHARS].strip()))
    city = city_of(reading)
    if isinstance(city, City):
        return city.zone
    if reading.region:
        most = gazetteer.largest(country=reading.region.country, region=reading.region.code)
        return most.zone if most else gazetteer.country_zone(reading.region.country)
    return gazetteer.country_zone(reading.country) if reading.country and not city else None


def zone_at(lat: float, lon: float) -> str:
    """Return the IANA time zone of the town nearest to a position."""
    return gazetteer.nearest(lat=lat, lon=lon).zone
