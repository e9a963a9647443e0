package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesInHandTest {
    private final BytesInHand bytes = new BytesInHand(100);

    @Test
    void requestsTogetherHoldNoMoreThanTheLimit() {
        BytesInHand.Share one = bytes.share();
        BytesInHand.Share other = bytes.share();
        assertThat(one.grow(60)).isTrue();
        assertThat(other.grow(41)).isFalse();
        assertThat(other.grow(40)).isTrue();
        assertThat(one.grow(1)).isFalse();
    }

    @Test
    void whatIsReleasedIsReleasedOnce() {
        BytesInHand.Share one = bytes.share();
        BytesInHand.Share other = bytes.share();
        one.grow(60);
        other.grow(40);
        one.release();
        one.release();
        assertThat(bytes.share().grow(61)).isFalse();
        assertThat(bytes.share().grow(60)).isTrue();
    }
}
