package dev.touchstone.touchpoint.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentCodingTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nothing                             | ~~                  | ~~              | ~~
            nothing encoded                     | a=b&c               | a=b&c           | a=b&c
            letters outside ASCII, unencoded    | übung               | übung           | übung
            a plus is a blank in forms alone    | jane+news           | jane+news       | jane news
            an encoded plus stays               | a%2Bb+c             | a+b+c           | a+b c
            an encoded blank                    | %20x                | ~ x~            | ~ x~
            upper and lower hexadecimal         | %C3%bcb             | üb              | üb
            four bytes                          | %F0%9F%98%80        | 😀              | 😀
            unencoded and encoded               | ü%C3%BC             | üü              | üü
            one byte of two                     | a%C3                | a\uFFFD         | a\uFFFD
            a surrogate in UTF-8 is broken      | %ED%A0%80           | \uFFFD          | \uFFFD
            a bare percent stays                | 100%                | 100%            | 100%
            a percent before one digit stays    | 100%2               | 100%2           | 100%2
            a percent before letters stays      | %zz+x               | %zz+x           | %zz x
            a percent before a percent stays    | %%41                | %A              | %A
            a percent before a letter of UTF-8  | %4ü                 | %4ü             | %4ü
            decoded once only                   | %2541               | %41             | %41
            an encoded NUL                      | a%00b               | a\u0000b        | ab
            a NUL beside a plus                 | a\u0000b+c          | a\u0000b+c      | ab c
            a NUL and nothing to decode         | a\u0000b            | a\u0000b        | a\u0000b
            """)
    void decodes(String sentence, String encoded, String plain, String formValue) {
        assertThat(PercentCoding.decode(encoded)).as(sentence).isEqualTo(plain);
        assertThat(PercentCoding.decodeFormValue(encoded)).as(sentence).isEqualTo(formValue);
    }
}
