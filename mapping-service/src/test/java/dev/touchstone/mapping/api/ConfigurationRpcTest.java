package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.ShippedRules;
import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelServiceGrpc;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.mapping.v1.ListChannelsResponse;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetState;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.mapping.v1.RuleSheet;
import dev.touchstone.mapping.v1.Subchannel;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The active rule set and the catalogue over the real port. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ConfigurationRpcTest {
    @GrpcClient("mapping")
    RuleSetServiceGrpc.RuleSetServiceBlockingStub ruleSets;

    @GrpcClient("mapping")
    ChannelServiceGrpc.ChannelServiceBlockingStub channels;

    @Inject
    ActiveRuleSet activeRuleSet;

    @Inject
    ShippedRules shipped;

    @BeforeEach
    void rulesAreActive() {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
    }

    @Test
    void basicViewIsTheDefaultAndHasNoRows() {
        RuleSet unspecified = active(RuleSetView.RULE_SET_VIEW_UNSPECIFIED);
        assertThat(unspecified).isEqualTo(active(RuleSetView.RULE_SET_VIEW_BASIC));
        assertThat(unspecified.getRulesList()).isEmpty();
        assertThat(unspecified.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_PUBLISHED);
        assertThat(unspecified.getVersion()).isEqualTo(1);
        assertThat(unspecified.hasPublishTime()).isTrue();
        assertThat(unspecified.getDetectorListVersion())
                .isEqualTo(shipped.lists().version());
        assertThat(unspecified.getDigest()).isEqualTo(shipped.basis().digest());
    }

    @Test
    void fullViewHasEveryRowInOrderWithTheCampaignTypesLast() {
        RuleSet full = active(RuleSetView.RULE_SET_VIEW_FULL);
        assertThat(full.toBuilder().clearRules().build()).isEqualTo(active(RuleSetView.RULE_SET_VIEW_BASIC));
        assertThat(full.getRulesList()).hasSize(shipped.rules().size());
        for (int i = 0; i < full.getRulesCount(); i++) {
            assertThat(full.getRules(i).getRowNumber()).isEqualTo(i + 1);
        }
        assertThat(full.getRules(0).getLandingPage()).isEqualTo("[AdWords Paid Search]");
        assertThat(full.getRules(0).getNote()).isEqualTo("Do Not Remove");
        int online = shipped.rules().online().size();
        assertThat(full.getRules(online - 1).getSource()).isEqualTo("*");
        assertThat(full.getRules(online).getCampaignType()).isEqualTo("Webinar");
        assertThat(full.getRules(online).getSheet()).isEqualTo(RuleSheet.RULE_SHEET_OFFLINE);
    }

    @Test
    void unknownViewIsRefused() {
        GetActiveRuleSetRequest request =
                GetActiveRuleSetRequest.newBuilder().setViewValue(7).build();
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> ruleSets.getActiveRuleSet(request));
        assertThat(MappingRpcTest.violations(refusal))
                .containsExactly("view UNKNOWN_ENUM_VALUE must be BASIC or FULL but is 7");
    }

    @Test
    void catalogueIsListedByNameInOnePageOrMany() {
        List<Channel> all =
                channels.listChannels(ListChannelsRequest.getDefaultInstance()).getChannelsList();
        assertThat(all).extracting(Channel::getDisplayName).isSorted().contains("Direct", "Other", "Paid Search");
        assertThat(all)
                .hasSize(shipped.catalogue().channels().size())
                .filteredOn(channel -> channel.getDisplayName().equals("Paid Search"))
                .flatExtracting(Channel::getSubchannelsList)
                .extracting(Subchannel::getDisplayName)
                .containsExactly("AdWords", "Bing", "Other", "Yahoo");
        assertThat(byPagesOf(1)).isEqualTo(all);
        assertThat(byPagesOf(7)).isEqualTo(all);
        assertThat(byPagesOf(all.size())).isEqualTo(all);
    }

    @Test
    void wrongPageSizeAndForeignTokenAreRefusedTogether() {
        ListChannelsRequest request = ListChannelsRequest.newBuilder()
                .setPageSize(-1)
                .setPageToken("foreign")
                .build();
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> channels.listChannels(request));
        assertThat(MappingRpcTest.violations(refusal))
                .containsExactly(
                        "page_size OUT_OF_RANGE must not be negative but is -1",
                        "page_token INVALID_PAGE_TOKEN must be the next_page_token of the page before, with all other"
                                + " fields unchanged");
    }

    private List<Channel> byPagesOf(int size) {
        List<Channel> found = new ArrayList<>();
        ListChannelsResponse page;
        ListChannelsRequest.Builder request = ListChannelsRequest.newBuilder().setPageSize(size);
        do {
            page = channels.listChannels(request.build());
            assertThat(page.getChannelsCount()).isBetween(1, size);
            found.addAll(page.getChannelsList());
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        return found;
    }

    private RuleSet active(RuleSetView view) {
        return ruleSets.getActiveRuleSet(
                        GetActiveRuleSetRequest.newBuilder().setView(view).build())
                .getRuleSet();
    }
}
