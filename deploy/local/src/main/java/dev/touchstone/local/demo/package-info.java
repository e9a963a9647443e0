/** Loads the sample organisation through the public contracts and tells what came of it. */
@NullMarked
package dev.touchstone.local.demo;

import org.jspecify.annotations.NullMarked;
