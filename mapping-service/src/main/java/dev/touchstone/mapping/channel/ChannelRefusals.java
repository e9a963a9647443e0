package dev.touchstone.mapping.channel;

import dev.touchstone.contract.RpcFailure;
import java.util.Map;

/** Why a change of the catalogue is refused. */
final class ChannelRefusals {
    private ChannelRefusals() {}

    static RpcFailure.NotFound notFound(ChannelPlace place) {
        String id = place.channelId().toString();
        return place.subchannelId()
                .map(subchannel -> new RpcFailure.NotFound(
                        "CHANNEL_NOT_FOUND",
                        "there is no subchannel " + subchannel + " of a channel " + id,
                        Map.of("channel_id", id, "subchannel_id", subchannel.toString())))
                .orElseGet(() -> new RpcFailure.NotFound(
                        "CHANNEL_NOT_FOUND", "there is no channel " + id, Map.of("channel_id", id)));
    }

    static RpcFailure.AlreadyExists exists(String displayName) {
        return new RpcFailure.AlreadyExists(
                "CHANNEL_EXISTS",
                "another one is named \"" + displayName
                        + "\", perhaps in another case or archived: choose another name",
                Map.of("display_name", displayName));
    }

    static RpcFailure.ResourceExhausted tooMany(String what, int limit) {
        return new RpcFailure.ResourceExhausted(
                "TOO_MANY_CHANNELS",
                "there are " + limit + " " + what + " already, which is the limit of this deployment (mapping.limits."
                        + what + ")",
                Map.of("limit", Integer.toString(limit)));
    }

    static RpcFailure.Conflict changed() {
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                "the channel was changed since it was read: read it again, then repeat",
                Map.of("field", "etag"));
    }

    static RpcFailure.FailedPrecondition inUse(ChannelUsage.Use use) {
        String where = use.rowNumber() == 0
                ? "what no row matches is counted there"
                : "row " + use.rowNumber() + " of version " + use.version() + " names it, which decides";
        return new RpcFailure.FailedPrecondition(
                "CHANNEL_IN_USE",
                where + ": publish rules without it first",
                Map.of("version", Long.toString(use.version()), "row_number", Integer.toString(use.rowNumber())));
    }
}
