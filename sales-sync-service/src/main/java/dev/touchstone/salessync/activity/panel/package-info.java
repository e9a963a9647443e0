/**
 * What a seller sees of a person: the activities that were recorded here together with those that Marketo has, each once, also while
 * Marketo is down; and the live feed of an owner's people. {@link dev.touchstone.salessync.activity.panel.PanelTypes} is pure.
 */
@NullMarked
package dev.touchstone.salessync.activity.panel;

import org.jspecify.annotations.NullMarked;
