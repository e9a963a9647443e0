package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.activity;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainFactResponse;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.RuleExplanation;
import dev.touchstone.touchpoint.v1.SyncType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** What is said of a fact before and after its derivation; the test decides when that is. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class ExplainFactTest extends HandFixture {
    private static final String CREATED = "{CampaignMember.CreatedDate}";

    @Test
    void aFactWhoseTouchpointIsOnItsWayIsNotSaidToBeUnknown() {
        client.sync(lead("L1", "a@example.com", at("08:00")));
        hand.drain();
        client.sync(activity("T1", "L1", "Call", at("09:00"), at("09:00")));

        assertThatThrownBy(() -> explain("T1")).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(detail(e, 0, ErrorInfo.class).getReason()).isEqualTo("DERIVATION_PENDING");
            assertThat(detail(e, 1, RetryInfo.class).getRetryDelay().getSeconds())
                    .isEqualTo(1);
        });
        assertThatThrownBy(() -> explain("T2")).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(detail(e, 0, ErrorInfo.class).getReason()).isEqualTo("FACT_NOT_FOUND");
        });

        hand.drain();
        assertThat(explain("T1").getTouchpoint().getFact().getActivityId()).isEqualTo("T1");
    }

    /** Between a change of rules and the derivation by it a touchpoint's rule may be gone though there is one of its name. */
    @Test
    void aRuleThatHasJustBecomeAnotherOneIsNotTheOneThatMadeTheTouchpoint() {
        Rules rules = new Rules(client);
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        rules.update(MEMBERS, rule("Webinars", "Campaign.Type is equal to \"webinar\"", CREATED));
        hand.drain();
        assertThat(ruleBehind()).isEqualTo("Webinars: row 1, since version 2 of 2");

        rules.update(MEMBERS, rule("Webinars", "Campaign.Name ends with \"1\"", CREATED));
        assertThat(ruleBehind()).isEqualTo("Webinars: row 0, since version 2 of 3");

        hand.drain();
        assertThat(ruleBehind()).isEqualTo("Webinars: row 1, since version 3 of 3");
    }

    private String ruleBehind() {
        String touchpointId = client.journey("a@example.com").getTouchpoints(0).getTouchpointId();
        RuleExplanation rule = client.touchpoints
                .explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                        .setTouchpointId(touchpointId)
                        .build())
                .getRule();
        return "%s: row %d, since version %d of %d"
                .formatted(rule.getName(), rule.getRow(), rule.getSinceVersion(), rule.getListVersion());
    }

    private ExplainFactResponse explain(String activityId) {
        return client.touchpoints.explainFact(ExplainFactRequest.newBuilder()
                .setFact(FactReference.newBuilder().setActivityId(activityId))
                .build());
    }

    private static <T extends Message> T detail(StatusRuntimeException error, int index, Class<T> type) {
        try {
            return StatusProto.fromThrowable(error).getDetails(index).unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("another detail", e);
        }
    }
}
