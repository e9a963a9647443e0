package dev.touchstone.mapping.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How lists are read and hosts are found. */
class DetectorListsTest {
    private static final String CLICKS = "marker,platform,meaning\ngclid,google,paid_search\n";
    private static final DetectorLists LISTS =
            lists("google,=google.* =scholar.google.*,google\nexample,example.com =only.test tv.example.com,\n");

    @Test
    void longestSuffixWinsAndAnEntryForOneHostIsForThatHost() {
        assertThat(LISTS.siteOfHost("www.google.co.uk")).extracting(Site::name).isEqualTo("google");
        assertThat(LISTS.siteOfHost("scholar.google.com.br")).isNotNull();
        assertThat(LISTS.siteOfHost("docs.google.com")).isNull();
        assertThat(LISTS.siteOfHost("a.b.example.com")).extracting(Site::name).isEqualTo("example");
        assertThat(LISTS.siteOfHost("myexample.com")).isNull();
        assertThat(LISTS.siteOfHost("www.only.test")).isNotNull();
        assertThat(LISTS.siteOfHost("sub.only.test")).isNull();
    }

    @Test
    void countrySuffixIsAShortOne() {
        for (String known : new String[] {"google.de", "google.com", "google.co.jp", "google.com.au", "google.cat"}) {
            assertThat(LISTS.siteOfHost(known)).as(known).isNotNull();
        }
        for (String unknown :
                new String[] {"google", "google.", ".google", "google.shop", "google.de.evil.test", "", "."}) {
            assertThat(LISTS.siteOfHost(unknown)).as(unknown).isNull();
        }
    }

    @Test
    void sourceIsANameOrAHost() {
        assertThat(LISTS.siteOfSource("google")).isNotNull();
        assertThat(LISTS.siteOfSource("www.google.fr")).isNotNull();
        assertThat(LISTS.siteOfSource("example")).isNull();
        assertThat(LISTS.siteOfSource("tv.example.com")).isNotNull();
    }

    @Test
    void nameThatIsListedTwiceIsRefused() {
        assertThatThrownBy(() -> lists("a,one.test,x\nb,=one.test,y\n")).hasMessageContaining("=one.test is listed");
        assertThatThrownBy(() -> lists("a,one.test,x\nb,two.test,x\n"))
                .hasMessageStartingWith("search.csv line 3: x is listed");
    }

    @Test
    void lineOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> lists("a,one.test\n")).hasMessageContaining("not a line");
        assertThatThrownBy(() -> lists("a,One.test,\n")).hasMessageContaining("not a line");
        assertThatThrownBy(() -> lists("a,one.*.test,\n")).hasMessageContaining("not a host");
        assertThatThrownBy(() -> DetectorLists.parse("2026.01.01", Map.of(SiteKind.VIDEO, "a,b,c\n"), CLICKS))
                .hasMessageContaining("starts with the line");
    }

    @Test
    void refusalNamesTheFileAndTheLine() {
        assertThatThrownBy(() -> lists("a,one.test,\nb,two.test\n"))
                .hasMessage("search.csv line 3: not a line of a detector list: b,two.test");
        assertThatThrownBy(() -> DetectorLists.parse("2026.01.01", Map.of(), CLICKS + "xclid,google,free\n"))
                .hasMessageStartingWith("clicks.csv line 3: the meaning of a marker must be one of [paid_search,")
                .hasMessageEndingWith(" but is free");
        assertThatThrownBy(() -> DetectorLists.parse("tomorrow", Map.of(), CLICKS))
                .hasMessageStartingWith("version.txt: must be a date such as 2026.11.22")
                .hasMessageEndingWith("but is tomorrow");
    }

    @Test
    void linesMakeTheSameListsAgain() {
        DetectorLists again = DetectorLists.ofLines(LISTS.version(), LISTS.lines());
        assertThat(again.lines()).isEqualTo(LISTS.lines());
        assertThat(again.siteOfHost("scholar.google.com.br")).isEqualTo(LISTS.siteOfHost("scholar.google.com.br"));
        assertThat(again.click("gclid")).isNotNull().isEqualTo(LISTS.click("gclid"));
        assertThatThrownBy(() -> DetectorLists.ofLines("2026.01.01", List.of("PODCAST,a,a.test,")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DetectorLists lists(String lines) {
        return DetectorLists.parse("2026.01.01", Map.of(SiteKind.SEARCH, "platform,hosts,sources\n" + lines), CLICKS);
    }
}
