package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.channel.ChannelName;
import dev.touchstone.mapping.channel.ChannelPlace;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.v1.CreateChannelRequest;
import dev.touchstone.mapping.v1.CreateSubchannelRequest;
import dev.touchstone.mapping.v1.RenameChannelRequest;
import dev.touchstone.mapping.v1.SetChannelArchivedRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the requests of ChannelService; names everything that is wrong with one at once. */
final class ChannelRequests {
    private static final int MAX_NEW_SUBCHANNELS = 200;

    private ChannelRequests() {}

    /** A change of a channel or subchannel. */
    record Change(ChannelPlace place, String etag) {}

    static void check(CreateChannelRequest request) {
        FieldViolations violations = new FieldViolations();
        checkName("display_name", request.getDisplayName(), violations);
        List<String> names = request.getSubchannelNamesList();
        if (names.size() > MAX_NEW_SUBCHANNELS) {
            String limit = "must have at most " + MAX_NEW_SUBCHANNELS + " names but has " + names.size();
            violations.add("subchannel_names", "TOO_MANY", limit);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(names.size(), MAX_NEW_SUBCHANNELS); i++) {
            String path = "subchannel_names[" + i + "]";
            checkName(path, names.get(i), violations);
            if (!seen.add(CaseFold.fold(names.get(i)))) {
                violations.add(path, "DUPLICATE", "must not be named twice, whatever the case");
            }
        }
        violations.throwIfAny();
    }

    static UUID channelId(CreateSubchannelRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<UUID> id = new FieldChecks(violations).id("channel_id", request.getChannelId());
        checkName("display_name", request.getDisplayName(), violations);
        violations.throwIfAny();
        return id.orElseThrow();
    }

    static Change change(RenameChannelRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<ChannelPlace> place = place(request.getChannelId(), request.getSubchannelId(), violations);
        checkName("display_name", request.getDisplayName(), violations);
        new FieldChecks(violations).etag("etag", request.getEtag());
        violations.throwIfAny();
        return new Change(place.orElseThrow(), request.getEtag());
    }

    static Change change(SetChannelArchivedRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<ChannelPlace> place = place(request.getChannelId(), request.getSubchannelId(), violations);
        new FieldChecks(violations).etag("etag", request.getEtag());
        violations.throwIfAny();
        return new Change(place.orElseThrow(), request.getEtag());
    }

    private static Optional<ChannelPlace> place(String channelId, String subchannelId, FieldViolations violations) {
        FieldChecks checks = new FieldChecks(violations);
        Optional<UUID> channel = checks.id("channel_id", channelId);
        Optional<UUID> subchannel =
                subchannelId.isEmpty() ? Optional.empty() : checks.id("subchannel_id", subchannelId);
        return channel.map(id -> new ChannelPlace(id, subchannel));
    }

    private static void checkName(String path, String name, FieldViolations violations) {
        ChannelName.problemOfNew(name)
                .ifPresent(
                        problem -> violations.add(path, name.isEmpty() ? "FIELD_REQUIRED" : "INVALID_NAME", problem));
    }
}
