package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.session.WebContext;
import org.jspecify.annotations.Nullable;

/**
 * A stored touchpoint as callers read it.
 *
 * @param touchpoint the touchpoint
 * @param email the person's e-mail address
 * @param context the circumstances of its session
 * @param channel its channel; null while not yet mapped
 */
public record TouchpointView(
        Touchpoint touchpoint,
        String email,
        WebContext context,
        @Nullable Channel channel) {}
