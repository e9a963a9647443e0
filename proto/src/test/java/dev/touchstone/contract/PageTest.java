package dev.touchstone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private final FieldViolations violations = new FieldViolations();

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 1", "1000, 1000", "1001, 1000"})
    void sizeHasADefaultAndALimit(int asked, int given) {
        assertThat(Page.parse(asked, "", 1, violations)).isEqualTo(new Page(given, Optional.empty()));
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void negativeSizeIsRefused() {
        Page.parse(-1, "", 1, violations);

        assertThat(violations.list())
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("page_size"));
    }

    @Test
    void tokenBringsItsKeyBack() {
        String token = Page.token(List.of("2026-01-01T00:00:00Z", "ünïcode", ""), "filter", 7);

        assertThat(Page.parse(5, token, 3, violations, "filter", 7).after())
                .contains(List.of("2026-01-01T00:00:00Z", "ünïcode", ""));
    }

    @Test
    void tokenOfAnotherRequestIsRefused() {
        String token = Page.token(List.of("a"), "filter");

        Page.parse(5, token, 1, violations, "other filter");
        Page.parse(5, token, 2, violations, "filter");
        Page.parse(5, "!", 1, violations, "filter");

        assertThat(violations.list()).hasSize(3).allSatisfy(violation -> {
            assertThat(violation.getField()).isEqualTo("page_token");
            assertThat(violation.getReason()).isEqualTo("INVALID_PAGE_TOKEN");
        });
    }
}
