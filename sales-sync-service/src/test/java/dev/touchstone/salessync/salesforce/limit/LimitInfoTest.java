package dev.touchstone.salessync.salesforce.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.limit.LimitInfo.AppUse;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitInfoTest {
    @Test
    void theSecondPartIsOptional() {
        assertThat(LimitInfo.parse("api-usage=18/5000")).contains(new LimitInfo(18, 5_000, null));
        assertThat(LimitInfo.parse("api-usage=18/5000; per-app-api-usage=17/250(appName=sample-connected-app)"))
                .contains(new LimitInfo(18, 5_000, new AppUse(17, 250, "sample-connected-app")));
    }

    @Test
    @DisplayName("AC-55: 99,000 of 110,000 is 90 per cent, with the app's part behind it")
    void theUseIsThatOfTheOrganisation() {
        LimitInfo info = LimitInfo.parse("api-usage=99000/110000; per-app-api-usage=17/250(appName=sia)")
                .orElseThrow();
        assertThat(info.usedBasisPoints()).isEqualTo(9_000);
    }

    @Test
    void partsAreFoundByNameInAnyOrder() {
        assertThat(LimitInfo.parse("per-app-api-usage=17/250(appName=sia); x=1/2; api-usage=18/5000"))
                .contains(new LimitInfo(18, 5_000, new AppUse(17, 250, "sia")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "api-usage=", "api-usage=a/b", "per-app-api-usage=17/250(appName=sia)", "api-usage=1/0"})
    void whatDoesNotTellTheUseIsNothing(String header) {
        assertThat(LimitInfo.parse(header)).isEqualTo(Optional.empty());
    }

    @Test
    void theLanesShareEverything() {
        assertThat(Arrays.stream(SalesforceLane.values())
                        .mapToInt(SalesforceLane::sharePercent)
                        .sum())
                .isEqualTo(100);
    }
}
