package dev.touchstone.touchpoint.rule.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.touchstone.contract.RegexSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is accepted compiles to a program of bearable size. */
class RegexSizeTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
            ''                                    ; 0
            abc                                   ; 3
            a{1000}                               ; 1000
            (a{100}){100}                         ; 10000
            ((x{1000}){1000}){1000}               ; 1000000000
            (((((x{1000}){1000}){1000}){1000}){1000}){1000} ; 2147483647
            (a{10}b{20}){3,5}                     ; 150
            (?:ab|cd){2,}                         ; 14
            a{2}{3}{4}                            ; 24
            [a-z{5}]{3}                           ; 3
            []{9}]{3}                             ; 3
            [^]a]{3}                              ; 3
            [[:alpha:]\\]{9}]{3}                  ; 3
            \\p{Lu}{4}\\d{2}\\x{41}{3}            ; 9
            \\{5}                                 ; 3
            a{,5}                                 ; 5
            """)
    void repetitionsMultiply(String regex, long size) {
        assertThat(RegexSize.of(regex)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
            a{1000}b{1000}c{1000}
            (a{10}b{20}){3,50}
            ((a{1,10}){1,10}){1,10}
            (((a|b){2}){3,})*
            \\Qa{1000}{1000}\\E{1000}
            \\p{L}{1000}
            [\\p{L}\\d]{100,1000}
            """)
    void programsAreNoMoreThanAFewTimesTheSize(String regex) {
        assertThat(Pattern.compile(regex, Pattern.CASE_INSENSITIVE).programSize())
                .isLessThanOrEqualTo((int) (4 * RegexSize.of(regex) + 10));
    }
}
