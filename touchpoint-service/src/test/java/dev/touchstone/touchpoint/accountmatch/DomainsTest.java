package dev.touchstone.touchpoint.accountmatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainsTest {
    private static final Domains DOMAINS = new Domains(Set.of("gmail.com", "github.io"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            acme.com                            | acme.com
            HTTPS://WWW.Acme.COM:8443/a?b=c#d   | acme.com
            ~  http://acme.com  ~               | acme.com
            acme.com.                           | acme.com
            www.www.acme.com                    | www.acme.com
            //acme.com                          | ~~
            user:secret@acme.com                | ~~
            https://user@acme.com/x             | acme.com
            acme.com/@jane                      | acme.com
            müller.de                           | müller.de
            acme.github.io                      | acme.github.io
            """)
    void readsTheDomainOfAWebsite(String website, String domain) {
        assertThat(DOMAINS.ofWebsite(website).orElse("")).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "acme",
                "n/a",
                "none",
                "10.0.0.1",
                "http://",
                "https://gmail.com",
                "github.io/acme",
                "co.uk",
                "www.co.uk",
                "a b.com",
                "acme..com",
                ".acme.com",
                "acme.com, acme.de",
                "localhost:8080"
            })
    void whatStandsForNobodyHasNoDomain(String website) {
        assertThat(DOMAINS.ofWebsite(website)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            acme.com             | acme.com                          | acme
            a.b.acme.com         | a.b.acme.com b.acme.com acme.com  | acme
            shop.acme.co.uk      | shop.acme.co.uk acme.co.uk        | acme
            acme.github.io       | acme.github.io                    | acme
            my-acme.de           | my-acme.de                        | myacme
            müller.de            | müller.de                         | muller
            bbc.co               | bbc.co                            | bbc
            """)
    void domainsAboveStandForTheSameUpToTheRegistry(String domain, String own, String name) {
        List<String> expected = Arrays.asList(own.split(" "));
        assertThat(DOMAINS.own(domain)).isEqualTo(expected);
        assertThat(DOMAINS.name(domain)).isEqualTo(name);
    }
}
