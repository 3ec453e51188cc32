package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmojiPicturesTest {
  private static final int PLANE = EmojiPictures.SIDE * EmojiPictures.SIDE;

  private final EmojiCatalogue catalogue = EmojiCatalogue.load();
  private final EmojiPictures pictures = EmojiPictures.load();

  @Test
  void picture_transparentCorner_isTheBackground() {
    Emoji tomato = catalogue.named("tomato").orElseThrow();

    float[] picture = pictures.picture(tomato, Style.NOTO, Background.BLUE);

    assertThat(picture).hasSize(EmojiPictures.VALUES);
    assertThat(picture[0]).isCloseTo(0x5a / 127.5f - 1, within(1e-6f));
    assertThat(picture[PLANE]).isCloseTo(0x8c / 127.5f - 1, within(1e-6f));
    assertThat(picture[2 * PLANE]).isCloseTo(0xe1 / 127.5f - 1, within(1e-6f));
  }

  @Test
  void picture_redHeart_hasRedCentreInBothStyles() {
    Emoji heart = catalogue.named("red heart").orElseThrow();
    int centre = 12 * EmojiPictures.SIDE + 12;

    for (Style style : Style.values()) {
      float[] picture = pictures.picture(heart, style, Background.WHITE);
      assertThat(picture[centre]).isGreaterThan(0.5f);
      assertThat(picture[2 * PLANE + centre]).isLessThan(0);
    }
  }

  @Test
  void picture_everyEmoji_staysInRangeAndIsNotBlank() {
    for (Emoji emoji : catalogue.emoji()) {
      for (Style style : Style.values()) {
        float[] picture = pictures.picture(emoji, style, Background.GREEN);
        float least = 1;
        float most = -1;
        for (float value : picture) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
        assertThat(least).isGreaterThanOrEqualTo(-1);
        assertThat(most).isLessThanOrEqualTo(1);
        assertThat(most - least).as(emoji.name()).isGreaterThan(0.3f);
      }
    }
  }
}
