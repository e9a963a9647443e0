package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.CreateSubchannelRequest;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The guard rails of a deployment. */
@QuarkusTest
@TestProfile(CatalogueLimitsTest.Narrow.class)
@WithTestResource(PostgresTestResource.class)
class CatalogueLimitsTest extends RulesFixture {
    /** Not much more than ships. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mapping.limits.channels", "45", "mapping.limits.subchannels", "210");
        }
    }

    @Test
    void fortyFirstChannelIsAcceptedAndTheLimitIsTheDeploymentsM14() {
        int shipped = channels.listChannels(
                        ListChannelsRequest.newBuilder().setPageSize(1000).build())
                .getChannelsCount();
        Channel last = null;
        for (int i = shipped; i < 45; i++) {
            last = channel("Channel " + i);
        }
        assertThat(refusal(() -> channel("One too many"))).isEqualTo("RESOURCE_EXHAUSTED TOO_MANY_CHANNELS {limit=45}");
        String channelId = last.getChannelId();
        long added = IntStream.range(0, 210)
                .mapToObj(i -> CreateSubchannelRequest.newBuilder()
                        .setChannelId(channelId)
                        .setDisplayName("Sub " + i)
                        .build())
                .takeWhile(request -> {
                    try {
                        channels.createSubchannel(request);
                        return true;
                    } catch (io.grpc.StatusRuntimeException full) {
                        assertThat(refusal(() -> channels.createSubchannel(request)))
                                .isEqualTo("RESOURCE_EXHAUSTED TOO_MANY_CHANNELS {limit=210}");
                        return false;
                    }
                })
                .count();
        assertThat(added).isBetween(150L, 209L);
    }
}
