package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.CreateChannelRequest;
import dev.touchstone.mapping.v1.CreateSubchannelRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.RenameChannelRequest;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.SetChannelArchivedRequest;
import dev.touchstone.mapping.v1.Subchannel;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue over the real port. */
@QuarkusTest
@TestProfile(RulesFixture.OwnRules.class)
@WithTestResource(PostgresTestResource.class)
class ChannelRpcTest extends RulesFixture {
    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000001";

    @Test
    void channelIsCreatedWithItsSubchannels() {
        Channel created = channel("Podcasts", "Zebra", "Ärzte");
        assertThat(created.getSubchannelsList())
                .extracting(Subchannel::getDisplayName)
                .containsExactly("Zebra", "Ärzte");
        assertThat(listed("Podcasts")).isEqualTo(created);
        Channel more = channels.createSubchannel(CreateSubchannelRequest.newBuilder()
                        .setChannelId(created.getChannelId())
                        .setDisplayName("Own")
                        .build())
                .getChannel();
        assertThat(more.getSubchannelsCount()).isEqualTo(3);
        assertThat(more.getEtag()).isNotEqualTo(created.getEtag());
        assertThat(listed("Podcasts")).isEqualTo(more);
    }

    @Test
    void nameIsTakenInAnyCase() {
        Channel fairs = channel("Fairs", "North");
        assertThat(refusal(() -> channel("FAIRS"))).isEqualTo("ALREADY_EXISTS CHANNEL_EXISTS {display_name=FAIRS}");
        assertThat(refusal(() -> channels.createSubchannel(CreateSubchannelRequest.newBuilder()
                        .setChannelId(fairs.getChannelId())
                        .setDisplayName("nORTH")
                        .build())))
                .isEqualTo("ALREADY_EXISTS CHANNEL_EXISTS {display_name=nORTH}");
        assertThat(refusal(() -> channels.createSubchannel(CreateSubchannelRequest.newBuilder()
                        .setChannelId(UNKNOWN)
                        .setDisplayName("North")
                        .build())))
                .isEqualTo("NOT_FOUND CHANNEL_NOT_FOUND {channel_id=" + UNKNOWN + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Email\"/><img src=x onerror=1>",
                "A.B",
                "A;B",
                "[A]",
                "A'B",
                "A\\B",
                "A\nB",
                "A\u202EB",
                " A",
                "A\u00A0",
                "50%",
                "=A1",
                "+A",
                "-A"
            })
    void namesHaveNoSpecialCharactersM19(String name) {
        assertThat(violations(() -> channel(name))).singleElement().asString().startsWith("display_name INVALID_NAME");
        assertThat(violations(() -> channel("Fine", name)))
                .singleElement()
                .asString()
                .startsWith("subchannel_names[0] INVALID_NAME");
    }

    @Test
    void requestsAreCheckedInFull() {
        assertThat(violations(() -> channels.createChannel(CreateChannelRequest.newBuilder()
                        .addSubchannelNames("x".repeat(81))
                        .addSubchannelNames("Same")
                        .addSubchannelNames("SAME")
                        .build())))
                .extracting(text -> text.split(" ")[0] + " " + text.split(" ")[1])
                .containsExactly(
                        "display_name FIELD_REQUIRED",
                        "subchannel_names[0] INVALID_NAME",
                        "subchannel_names[2] DUPLICATE");
        assertThat(violations(() -> channels.renameChannel(
                        RenameChannelRequest.newBuilder().setChannelId("1").build())))
                .extracting(text -> text.split(" ")[0] + " " + text.split(" ")[1])
                .containsExactly("channel_id INVALID_ID", "display_name FIELD_REQUIRED", "etag FIELD_REQUIRED");
        assertThat(violations(() -> channels.setChannelArchived(SetChannelArchivedRequest.getDefaultInstance())))
                .extracting(text -> text.split(" ")[0])
                .containsExactly("channel_id", "etag");
    }

    @Test
    void newNameShowsEverywhereAndNothingIsPublished() {
        Channel channel = channel("Influencers", "Blogs");
        RuleSetDraft draft = draftWith(online("Influencers", "Blogs", "influencer-1"));
        publish(draft);
        RuleSetDraft edited = draftWith(online("Influencers", "Blogs", "influencer-2"));
        long version = active().getVersion();
        long catalogueVersion = catalogueVersion();

        Channel renamed = rename(channel, "", "Creators");
        Channel both = rename(renamed, renamed.getSubchannels(0).getSubchannelId(), "Videos");

        assertThat(catalogueVersion()).isEqualTo(catalogueVersion + 2);
        assertThat(active().getVersion()).isEqualTo(version);
        assertThat(active().getRules(0).getChannel()).isEqualTo("Creators");
        assertThat(active().getRules(0).getSubchannel()).isEqualTo("Videos");
        assertThat(classified("influencer-1")).isEqualTo("Creators Videos");
        RuleSetDraft after = draft(edited.getDraftId());
        assertThat(after.getRules(0).getChannel()).isEqualTo("Creators");
        assertThat(after.getRules(0).getSubchannel()).isEqualTo("Videos");
        assertThat(after.getEtag()).isNotEqualTo(edited.getEtag());
        assertThat(problems(after)).isEmpty();
        assertThat(listed("Creators")).isEqualTo(both);
    }

    @Test
    void renamingIsRefusedWhereItWouldLoseSomething() {
        Channel one = channel("Billboards", "A");
        channel("Posters");
        assertThat(refusal(() -> rename(one, "", "POSTERS")))
                .isEqualTo("ALREADY_EXISTS CHANNEL_EXISTS {display_name=POSTERS}");
        Channel renamed = rename(one, "", "BILLBOARDS");
        assertThat(refusal(() -> rename(one, "", "Boards"))).isEqualTo("ABORTED ETAG_MISMATCH {field=etag}");
        assertThat(refusal(() -> rename(renamed, UNKNOWN, "B"))).startsWith("NOT_FOUND CHANNEL_NOT_FOUND");
        assertThat(violations(() -> rename(listed("Other"), "", "Rest")))
                .singleElement()
                .asString()
                .startsWith("display_name FIXED_NAME");
    }

    @Test
    void whatDecidesIsNotArchived() {
        Channel used = channel("Sponsoring", "Clubs", "Unused");
        publish(draftWith(online("Sponsoring", "Clubs", "club")));
        long version = active().getVersion();
        assertThat(refusal(() -> archive(used, "", true)))
                .isEqualTo("FAILED_PRECONDITION CHANNEL_IN_USE {row_number=1, version=" + version + "}");
        assertThat(refusal(() -> archive(used, subchannel(used, "Clubs"), true)))
                .startsWith("FAILED_PRECONDITION CHANNEL_IN_USE");
        assertThat(refusal(() -> archive(listed("Other"), "", true))).startsWith("FAILED_PRECONDITION CHANNEL_IN_USE");
        Channel without = archive(used, subchannel(used, "Unused"), true);
        assertThat(listed("Sponsoring").getSubchannelsList())
                .extracting(Subchannel::getDisplayName)
                .containsExactly("Clubs");

        RuleSetDraft draft = draft();
        RuleSetDraft back = update(draft, draft.getRulesList().subList(1, draft.getRulesCount()));
        publish(back);
        Channel archived = archive(without, "", true);
        assertThat(archived.getArchived()).isTrue();
        assertThat(archive(archived, "", true)).isEqualTo(archived);
        assertThat(all(false)).noneMatch(channel -> channel.getDisplayName().equals("Sponsoring"));
        assertThat(all(true)).contains(archived);
        assertThat(problems(draftWith(online("Sponsoring", "Clubs", "club"))))
                .containsExactly("1 Channel ARCHIVED_CHANNEL");
        assertThat(archive(archived, "", false).getArchived()).isFalse();
        assertThat(refusal(() -> archive(archived, "", true))).isEqualTo("ABORTED ETAG_MISMATCH {field=etag}");
    }

    @Test
    void nullIsAnOrdinaryChannelAndItsRowsAreToldM16() {
        channel("NULL");
        publish(draftWith(online("NULL", "", "internal-test")));
        assertThat(classified("internal-test")).isEqualTo("NULL ");
        assertThat(classified("nobody-knows-this")).isEqualTo("Other ");
        assertThat(ruleSets.validateRuleSet(dev.touchstone.mapping.v1.ValidateRuleSetRequest.newBuilder()
                                .setRuleSet(dev.touchstone.mapping.v1.RuleSetReference.newBuilder()
                                        .setVersion(active().getVersion()))
                                .build())
                        .getFindingsList())
                .anyMatch(finding ->
                        finding.getType() == dev.touchstone.mapping.v1.RuleFindingType.RULE_FINDING_TYPE_MAPPED_TO_NULL
                                && finding.getRowNumber() == 1);
    }

    private String classified(String source) {
        var match = mapping.classify(ClassifyRequest.newBuilder()
                        .addMappingKeys(MappingKey.newBuilder()
                                .setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION)
                                .setSource(source))
                        .build())
                .getMatches(0);
        return match.getChannel() + " " + match.getSubchannel();
    }

    private long catalogueVersion() {
        return ruleSets.getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance())
                .getCatalogueVersion();
    }

    private Channel rename(Channel channel, String subchannelId, String name) {
        return channels.renameChannel(RenameChannelRequest.newBuilder()
                        .setChannelId(channel.getChannelId())
                        .setSubchannelId(subchannelId)
                        .setDisplayName(name)
                        .setEtag(channel.getEtag())
                        .build())
                .getChannel();
    }

    private Channel archive(Channel channel, String subchannelId, boolean archived) {
        return channels.setChannelArchived(SetChannelArchivedRequest.newBuilder()
                        .setChannelId(channel.getChannelId())
                        .setSubchannelId(subchannelId)
                        .setArchived(archived)
                        .setEtag(channel.getEtag())
                        .build())
                .getChannel();
    }

    private static String subchannel(Channel channel, String name) {
        return channel.getSubchannelsList().stream()
                .filter(one -> one.getDisplayName().equals(name))
                .findFirst()
                .orElseThrow()
                .getSubchannelId();
    }

    private Channel listed(String name) {
        return all(false).stream()
                .filter(one -> one.getDisplayName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Channel> all(boolean archived) {
        return channels.listChannels(ListChannelsRequest.newBuilder()
                        .setPageSize(1000)
                        .setShowArchived(archived)
                        .build())
                .getChannelsList();
    }
}
