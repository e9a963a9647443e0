/** What marketers set up in the instance: static lists with their members, and programs to browse. */
@NullMarked
package dev.touchstone.testing.marketo.asset;

import org.jspecify.annotations.NullMarked;
