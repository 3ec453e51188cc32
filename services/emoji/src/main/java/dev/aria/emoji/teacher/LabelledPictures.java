package dev.aria.emoji.teacher;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.catalogue.TeacherPrompts;
import dev.aria.models.encoder.ConditionEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Every training picture as a sample of the model, with the conditions of all its prompts, in
 * memory.
 *
 * <p>M pictures, K condition length.
 */
final class LabelledPictures {
  private final List<Integer> sampleShape;
  private final List<float[]> samples; // M x (sample shape, flat)
  private final List<List<float[]>> conditions; // M x prompts x (K)

  /** Samples (M, sample shape) and for each of the M the conditions of its prompts. */
  LabelledPictures(Tensor samples, List<List<float[]>> conditions) {
    List<Integer> shape = samples.shape();
    if (shape.get(0) != conditions.size() || conditions.isEmpty()) {
      throw new IllegalArgumentException(
          "samples of shape %s for %d pictures with prompts".formatted(shape, conditions.size()));
    }
    this.sampleShape = shape.subList(1, shape.size());
    this.samples = PictureBatch.rows(samples);
    this.conditions = List.copyOf(conditions);
  }

  /**
   * Encodes all prompts; picture i has sample i.
   *
   * @param progress told the number of prompts encoded so far, after each picture
   */
  static LabelledPictures of(
      Tensor samples, TeacherPrompts prompts, ConditionEncoder encoder, IntConsumer progress) {
    List<List<float[]>> conditions = new ArrayList<>();
    int done = 0;
    for (List<String> texts : prompts.texts()) {
      conditions.add(texts.stream().map(encoder::encode).toList());
      done += texts.size();
      progress.accept(done);
    }
    return new LabelledPictures(samples, conditions);
  }

  int pictures() {
    return samples.size();
  }

  List<Integer> sampleShape() {
    return sampleShape;
  }

  int sampleLength() {
    return samples.get(0).length;
  }

  int conditionLength() {
    return conditions.get(0).get(0).length;
  }

  float[] sample(int picture) {
    return samples.get(picture);
  }

  List<float[]> conditions(int picture) {
    return conditions.get(picture);
  }
}
