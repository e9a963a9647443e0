package dev.touchstone.touchpoint.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.session.PageUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailLinkTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            https://a.com/                                    | https://a.com/
            https://a.com/?                                   | https://a.com/?
            https://a.com/?a=b&c#d                            | https://a.com/?a=b&c#d
            https://a.com/?mailId=jane@x.com                  | https://a.com/?mailId=
            https://a.com/?mailId=                            | https://a.com/?mailId=
            https://a.com/?mailId                             | https://a.com/?mailId
            https://a.com/?MAILID=00Q5g00000abcde&a=b         | https://a.com/?MAILID=&a=b
            https://a.com/?mailId=1&mailId=j@x.com&mailId=3   | https://a.com/?mailId=&mailId=&mailId=
            https://a.com/#/welcome?mailId=jane@x.com         | https://a.com/#/welcome?mailId=
            https://a.com/?a=b#mailId=1                       | https://a.com/?a=b#mailId=
            https://a.com/?mail%49d=jane@x.com                | https://a.com/?mail%49d=
            https://a.com/?a=b&amp;mailId=00Q&amp;c=d         | https://a.com/?a=b&amp;mailId=&amp;c=d
            https://a.com/?a=b&amp%3BmailId=00Q               | https://a.com/?a=b&amp%3BmailId=
            https://a.com/?a=b;mailId=jane@x.com;c=d          | https://a.com/?a=b;mailId=;c=d
            https://a.com/?xmailId=1&mailIds=2                | https://a.com/?xmailId=1&mailIds=2
            https://a.com/?email=jane@x.com&a=b               | https://a.com/?email=&a=b
            https://a.com/?email=jane%40x.com                 | https://a.com/?email=
            https://a.com/?email=jane%2540x.com               | https://a.com/?email=
            https://a.com/?email=%6Aane%40x%2Ecom             | https://a.com/?email=
            https://a.com/?to=Jane+Doe+%3Cjane@x.com%3E       | https://a.com/?to=
            https://a.com/?next=https%3A%2F%2Fb.com%2F%3Fe%3Djane%2540x.com | https://a.com/?next=
            https://a.com/?jane@x.com                         | https://a.com/?
            https://a.com/?jane@x.com=1&a=b                   | https://a.com/?&a=b
            https://a.com/#jane@x.com                         | https://a.com/#
            https://a.com/?utm_source=news&utm_content=jane@x.com | https://a.com/?utm_source=news&utm_content=
            https://a.com/?utm_source=a%20b&utm_term=%zz      | https://a.com/?utm_source=a%20b&utm_term=%zz
            https://a.com/?u=https://medium.com/@jane.doe     | https://a.com/?u=https://medium.com/@jane.doe
            https://a.com/?at=lat@40.7&h=@acme.com&i=a@b      | https://a.com/?at=lat@40.7&h=@acme.com&i=a@b
            https://a.com/?a=%&b=%4&c=%40                     | https://a.com/?a=%&b=%4&c=%40
            android-app://com.a/?email=jane@x.com             | android-app://com.a/?email=
            """)
    void noReaderStaysInAnAddress(String sent, String kept) {
        PageUrl cleaned = EmailLink.withoutReader(PageUrl.parse(sent).orElseThrow(), "mailId");
        assertThat(cleaned.raw()).isEqualTo(kept);
        assertThat(EmailLink.withoutReader(cleaned, "mailId")).isEqualTo(cleaned);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            https://a.com/?mailId=Jane@x.com              | jane@x.com | ''
            https://a.com/?mailId=jane+news%40x.com       | jane+news@x.com | ''
            https://a.com/?a=b&amp;mail%49d=jane@x.com    | jane@x.com | ''
            https://a.com/#/welcome?mailId=jane@x.com     | jane@x.com | ''
            https://a.com/?mailid=00Q5g00000abcde         | ''         | 00Q5g00000abcdeEAA
            """)
    void linkNamesItsReader(String url, String email, String id) {
        assertThat(EmailLink.read(PageUrl.parse(url).orElseThrow(), "mailId")).hasValueSatisfying(link -> {
            assertThat(link.email()).isEqualTo(email.isEmpty() ? null : email);
            assertThat(link.alias() == null ? "" : link.alias().value()).isEqualTo(id);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.com/mailId=1",
        "https://a.com/?mailId=",
        "https://a.com/?mailId",
        "https://a.com/?email=jane@x.com",
        "https://a.com/?mailId=%%address%%&mailId=jane@x.com"
    })
    void whatNamesNobodyIsNoLink(String url) {
        assertThat(EmailLink.read(PageUrl.parse(url).orElseThrow(), "mailId")).isEmpty();
    }

    @Test
    void longestAddressIsReadInOnePass() {
        String url = "https://a.com/?" + "a@".repeat(1_000_000);
        assertThat(EmailLink.withoutReader(PageUrl.parse(url).orElseThrow(), "mailId")
                        .raw())
                .isEqualTo(url);
    }
}
