package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.WithoutWorkers.MAX_MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many members a bulk update takes at most: {@link WithoutWorkers#MAX_MEMBERS}. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class DateUpdateLimitTest extends HandFixture {
    @Test
    void asManyAsTheLimitAreTaken() {
        members(MAX_MEMBERS);

        assertThat(client.campaigns.updateTouchpointDates(request(false)).getMemberCount())
                .isEqualTo(MAX_MEMBERS);
        assertThat(state.count("effective_touchpoint_date")).isEqualTo(MAX_MEMBERS);
    }

    @ParameterizedTest(name = "dry run {0}")
    @ValueSource(booleans = {true, false})
    void moreAreRefusedAndNothingIsChanged(boolean dryRun) {
        members(MAX_MEMBERS + 2);

        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> client.campaigns.updateTouchpointDates(request(dryRun)));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        ErrorInfo info = Refused.info(refused);
        assertThat(info.getReason()).isEqualTo("TOO_MANY_MEMBERS");
        assertThat(info.getMetadataMap())
                .containsEntry("count", Integer.toString(MAX_MEMBERS + 2))
                .containsEntry("limit", Integer.toString(MAX_MEMBERS));
        assertThat(state.count("touchpoint_date_update")).isZero();
        assertThat(state.count("touchpoint_date_update_member")).isZero();
        assertThat(state.count("effective_touchpoint_date")).isZero();
    }

    private void members(int count) {
        client.sync(campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")));
        client.sync(IntStream.range(0, count)
                .mapToObj(i -> member("M" + i, "C1", "L" + i, at("09:00"), at("09:00")))
                .toArray(CrmRecord[]::new));
    }

    private static UpdateTouchpointDatesRequest request(boolean dryRun) {
        return UpdateTouchpointDatesRequest.newBuilder()
                .setTouchpointTime(Facts.time(at("10:00")))
                .setFilterText("Campaign.Name is equal to \"webinar 1\"")
                .setRequestId(UUID.randomUUID().toString())
                .setAuthor("ann")
                .setDryRun(dryRun)
                .build();
    }
}
