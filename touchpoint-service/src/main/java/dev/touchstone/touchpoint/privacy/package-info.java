/** What is stored about a person: told, and erased (decision 0046). */
@NullMarked
package dev.touchstone.touchpoint.privacy;

import org.jspecify.annotations.NullMarked;
