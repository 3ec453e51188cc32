package dev.aria.cli.teacher;

import dev.aria.cli.emoji.TeacherPrompts;
import dev.aria.models.encoder.ConditionEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Every training picture as a latent, with the conditions of all its prompts, in memory.
 *
 * <p>M pictures, D latent length, K condition length.
 */
final class LabelledPictures {
  private final List<float[]> latents; // M x (D)
  private final List<List<float[]>> conditions; // M x prompts x (K)

  LabelledPictures(List<float[]> latents, List<List<float[]>> conditions) {
    if (latents.size() != conditions.size() || latents.isEmpty()) {
      throw new IllegalArgumentException(
          "%d latents for %d pictures with prompts".formatted(latents.size(), conditions.size()));
    }
    this.latents = latents;
    this.conditions = conditions;
  }

  /**
   * Encodes all prompts; picture i has latent i.
   *
   * @param progress told the number of prompts encoded so far, after each picture
   */
  static LabelledPictures of(
      List<float[]> latents,
      TeacherPrompts prompts,
      ConditionEncoder encoder,
      IntConsumer progress) {
    List<List<float[]>> conditions = new ArrayList<>();
    int done = 0;
    for (List<String> texts : prompts.texts()) {
      conditions.add(texts.stream().map(encoder::encode).toList());
      done += texts.size();
      progress.accept(done);
    }
    return new LabelledPictures(latents, conditions);
  }

  int pictures() {
    return latents.size();
  }

  int latentLength() {
    return latents.get(0).length;
  }

  int conditionLength() {
    return conditions.get(0).get(0).length;
  }

  float[] latent(int picture) {
    return latents.get(picture);
  }

  List<float[]> conditions(int picture) {
    return conditions.get(picture);
  }
}
