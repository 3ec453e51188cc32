package dev.aria.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors are those of Random123's kat_vectors for philox4x32 with 10 rounds. */
final class PhiloxTest {

  @Test
  void encrypt_zeros_givesPublishedVector() {
    int[] block = {0, 0, 0, 0};

    Philox.encrypt(block, 0, 0);

    assertThat(block).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
  }

  @Test
  void encrypt_ones_givesPublishedVector() {
    int[] block = {-1, -1, -1, -1};

    Philox.encrypt(block, -1, -1);

    assertThat(block).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
  }

  @Test
  void encrypt_digitsOfPi_givesPublishedVector() {
    int[] block = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};

    Philox.encrypt(block, 0xa4093822, 0x299f31d0);

    assertThat(block).containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }
}
