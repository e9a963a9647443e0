/** What a user agent tells: whether it is a crawler, which browser on which platform. */
@NullMarked
package dev.touchstone.touchpoint.collect.agent;

import org.jspecify.annotations.NullMarked;
