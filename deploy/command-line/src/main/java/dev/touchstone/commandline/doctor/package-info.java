/** What is wrong with a running deployment, by what its management ports say, and what to do about it. */
@NullMarked
package dev.touchstone.commandline.doctor;

import org.jspecify.annotations.NullMarked;
