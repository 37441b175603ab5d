"""Names as links: where they stand, once each, escaped, and to the right page."""

from dragoman.state.case import Case
from dragoman.state.who import who
from dragoman.views.answers import meeting_words
from dragoman.web.links import Links, links_of
from tests.state.build import KREMLIN, LAVROV, PUTIN, Reports, case


def test_a_name_is_a_link_where_it_first_stands() -> None:
    links = Links({"Vladimir Putin": "/person/Q7747", "Putin": "/person/Putin"}, {})
    told = links.marked("Vladimir Putin <b>, Putinism, Vladimir Putin and Putin")
    assert str(told) == (
        '<a href="/person/Q7747">Vladimir Putin</a> &lt;b&gt;, Putinism, Vladimir Putin and '
        '<a href="/person/Putin">Putin</a>'
    )


def test_a_label_is_a_link_only_alone() -> None:
    links = Links({}, {"talks": "/p/x/meeting/1"})
    assert str(links.marked("talks")) == '<a href="/p/x/meeting/1">talks</a>'
    assert str(links.marked("the talks")) == "the talks"


def test_hostile_names_stay_text() -> None:
    name = '"><script>alert(1)</script>'
    told = Links({name: "/person/x?a=1&b=2"}, {}).marked(f"{name} said")
    assert str(told) == '<a href="/person/x?a=1&amp;b=2">&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</a> said'
    assert str(Links({}, {}).marked("<i>")) == "&lt;i&gt;"


def _case() -> Case:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    return case([m, one.coming(LAVROV, "declined", m, by=PUTIN), one.coming(KREMLIN, "confirmed", m)])


def test_an_answer_names_its_persons_and_meetings_but_no_states() -> None:
    answer = who(_case())
    assert answer.meeting is not None
    links = links_of(answer, "rus-ukr", {"as_of": "2025-05-14"})
    assert links.names == {
        meeting_words(answer.meeting): f"/p/rus-ukr/meeting/{answer.meeting.id}?as_of=2025-05-14",
        "Sergey Lavrov": "/person/Q58217?process=rus-ukr&as_of=2025-05-14",
        "Vladimir Putin": "/person/Q7747?process=rus-ukr&as_of=2025-05-14",
    }
    assert meeting_words(answer.meeting) not in links_of(answer, None, {}).names
