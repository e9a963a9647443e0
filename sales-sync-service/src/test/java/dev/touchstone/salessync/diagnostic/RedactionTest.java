package dev.touchstone.salessync.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no lead with ann.lee+x@sub.x.test, skipped        | no lead with [e-mail], skipped
            Invalid value 'ann@x.test' for field Email        | Invalid value '[e-mail]' for field Email
            "ann lee"@x.test bounced                          | [e-mail] bounced
            <änne@bücher.example>                             | <[e-mail]>
            call +49 (30) 1234-567 back                       | call [phone] back
            call 030 1234 5678 back                           | call [phone] back
            GET https://x.test/rest/v1/leads.json?a=b&c=d 414 | GET https://x.test/rest/v1/leads.json?[query] 414
            token 9dd3b1a8-1b2c-4d5e-8f90-0123456789ab:ab is  | token [token] is
            session 00D5g0000001AbC!AQ4AQFz.0_x-9 is  | session [token] is
            lead 4711123 is gone since 2026-07-15 10:02:00    | lead 4711123 is gone since 2026-07-15 10:02:00
            Marketo refuses the filter (1003)                 | Marketo refuses the filter (1003)
            """)
    void takesOutWhatIsAboutAPerson(String text, String expected) {
        assertThat(Redaction.of(text)).isEqualTo(expected);
        assertThat(Redaction.of(expected)).isEqualTo(expected);
    }
}
