"""No address that leads inwards is ever connected to, however it is written, reached or changed."""

import socket
from ipaddress import ip_address

import pytest
from benchmarks.hostile import inward

from dragoman.errors import SourceError
from dragoman.read.addresses import AddressGuard, InwardAddressError, is_public, open_guard
from dragoman.read.fetch import FetchError, checked_url


@pytest.mark.parametrize("url", inward.inward_urls())
def test_an_inward_address_is_not_connected_to(url):
    recorder = inward.Recorder({})
    with pytest.raises(FetchError) as caught:
        inward.fetcher(recorder).fetch(url)
    assert recorder.inward == []
    assert "\n" not in str(caught.value)


def test_there_are_enough_addresses():
    assert len(set(inward.inward_urls())) >= 120


@pytest.mark.parametrize("url", inward.inward_urls())
def test_a_redirect_to_an_inward_address_is_not_followed(url):
    recorder = inward.Recorder({b"/start": inward.redirect(url)})
    with pytest.raises(FetchError):
        inward.fetcher(recorder).fetch("http://www.public.example/start")
    assert recorder.connected
    assert recorder.inward == []


@pytest.mark.parametrize("public_times", range(5))
def test_a_name_that_changes_its_address_gains_nothing(public_times):
    recorder = inward.Recorder({b"/start": inward.redirect("/next"), b"/next": inward.redirect("/start")})
    with pytest.raises(FetchError):
        inward.fetcher(recorder, inward.Rebinding(public_times)).fetch("http://changing.example/start")
    assert recorder.connected == [inward.PUBLIC] * public_times


def test_these_tests_would_see_a_guard_that_sleeps():
    recorder = inward.Recorder({})
    awake = inward.fetcher(recorder)
    asleep = AddressGuard(resolve=lambda host, port: ["127.0.0.1"], allowed=open_guard(["0.0.0.0/0"]).allowed)
    fetcher = type(awake)(guard=asleep, politeness=awake.politeness, connector=recorder)
    with pytest.raises(FetchError):
        fetcher.fetch("http://anything.example/")
    assert recorder.inward == ["127.0.0.1", "127.0.0.1"]  # robots.txt and the page


def test_the_host_is_resolved_once_for_each_connection():
    recorder, asked = inward.Recorder({}), []

    def resolve(host, port):
        asked.append(host)
        return [inward.PUBLIC]

    with pytest.raises(FetchError, match="404"):
        inward.fetcher(recorder, resolve).fetch("http://news.example/x")
    assert len(asked) == len(recorder.connected) == 2


def test_one_inward_address_among_many_is_enough():
    guard = AddressGuard(resolve=lambda host, port: [inward.PUBLIC, "10.0.0.1"])
    with pytest.raises(InwardAddressError, match=r"leads to 10\.0\.0\.1"):
        guard.addresses("mixed.example", 80, source="mixed.example")


def test_an_unknown_host_is_told():
    def fails(host, port):
        raise socket.gaierror

    with pytest.raises(SourceError, match="is not known"):
        AddressGuard(resolve=fails).addresses("nowhere.example", 80, source="x")


def test_networks_of_the_house_can_be_allowed():
    guard = AddressGuard(resolve=lambda host, port: ["10.1.2.3"], allowed=open_guard(["10.1.0.0/16"]).allowed)
    assert guard.addresses("archive.internal", 80, source="x") == ["10.1.2.3"]


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "1.1.1.1", "2606:2800:21f::1", "64:ff9b::808:808"])
def test_public_addresses(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("url", ["https://news.example/a?b=c", "http://news.example:8080/", "https://münchen.example/"])
def test_addresses_of_pages(url):
    assert checked_url(url).host
