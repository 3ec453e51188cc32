package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.digest.Sha256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of earlier releases are comparable only while these texts and their order stay the same. */
class ShippedProblemTest {
  private final EmojiCatalogue catalogue = EmojiCatalogue.load();

  private static String digest(List<EmojiPrompt> prompts) {
    return Sha256.of(String.join("\n", prompts.stream().map(EmojiPrompt::text).toList()));
  }

  @Test
  void corpus_shipped_keepsItsTextsAndOrder() {
    assertThat(digest(EmojiCorpus.of(catalogue).prompts()))
        .isEqualTo("2250604b20e20865807d0b2cb8c5fcbf32d944e28aa719ace0aa04f3364a8bcd");
  }

  @Test
  void pairs_shipped_keepTheirTextsAndOrder() {
    assertThat(digest(PairedSelection.of(catalogue, 0.25, 1)))
        .isEqualTo("8161e91b630f19a6c23f43f79fb29ccb004a9fe1580fe5ece8a6a121cdd7d1e9");
  }

  @Test
  void evaluationSet_shipped_keepsItsTextsAndOrder() {
    assertThat(digest(EvaluationSet.of(catalogue).prompts()))
        .isEqualTo("4af561e84737452207817d24da03e544fc76651c412b88de44ecee9afd7fef34");
  }
}
