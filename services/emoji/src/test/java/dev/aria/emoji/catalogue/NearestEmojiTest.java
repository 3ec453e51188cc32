package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestEmojiTest {
  private final EmojiCatalogue catalogue = EmojiCatalogue.load();
  private final EmojiPictures pictures = EmojiPictures.load();
  private final NearestEmoji nearest = new NearestEmoji(catalogue, pictures);

  @Test
  void of_truePicturesOfManyStylesAndBackgrounds_areTheirOwnEmojiInTheOrderAsked() {
    List<EmojiPrompt> asked =
        EvaluationSet.of(catalogue).prompts().stream()
            .filter(p -> p.emoji().index() % 60 == 7)
            .toList();
    List<float[]> drawn = asked.stream().map(this::truth).toList();

    assertThat(nearest.of(asked, drawn)).isEqualTo(asked.stream().map(EmojiPrompt::emoji).toList());
    assertThat(nearest.mistakes(asked, drawn)).isEmpty();
  }

  @Test
  void mistakes_anotherPictureThanAskedFor_namesWhatIsSeen() {
    Emoji pizza = catalogue.named("pizza").orElseThrow();
    Emoji panda = catalogue.named("panda").orElseThrow();
    EmojiPrompt asked = EmojiPrompt.canonical(pizza, Style.NOTO, Background.PINK);
    float[] drawn = pictures.picture(panda, Style.NOTO, Background.PINK);

    assertThat(nearest.of(drawn, Style.NOTO, Background.PINK)).isEqualTo(panda);
    assertThat(nearest.mistakes(List.of(asked), List.of(drawn)))
        .containsExactly(new NearestEmoji.Mistake(asked, panda));
  }

  private float[] truth(EmojiPrompt prompt) {
    return pictures.picture(prompt.emoji(), prompt.style(), prompt.background());
  }
}
