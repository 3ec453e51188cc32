package dev.aria.models.encoder;

import java.nio.file.Path;

/**
 * What a prompt becomes: the condition that travels to teacher and student, and the vector by which
 * it belongs to a region. Closing it closes both.
 *
 * @param conditions makes the conditions
 * @param regions makes the vectors of regions; the same instance where they are the conditions
 * @param digest lower-case hex SHA-256 over all that decides either
 */
public record PromptEncoders(ConditionEncoder conditions, ConditionEncoder regions, String digest)
    implements AutoCloseable {

  /** Conditions that are the vectors of the regions as well. */
  public static PromptEncoders of(ConditionEncoder encoder) {
    return new PromptEncoders(encoder, encoder, encoder.digest());
  }

  /**
   * The encoders of a model. Regions are made of MiniLM's sentence embeddings, whatever the model
   * reads.
   *
   * @param folder where the files lie that {@code conditioning} names
   * @param memory bytes of embeddings to remember
   * @throws EncoderUnavailable when a file cannot be used, or the conditions are another MiniLM's
   * @throws IllegalArgumentException when conditions cannot be made of prompts
   */
  public static PromptEncoders open(Path folder, Conditioning conditioning, long memory) {
    if (conditioning instanceof Conditioning.Vector) {
      throw new IllegalArgumentException(
          "the model in %s reads vectors that were made elsewhere (conditioning of kind vector); prompts of a corpus cannot bring such along"
              .formatted(folder));
    }
    ConditionEncoder embeddings = CachingEncoder.inMemory(MiniLmEncoder.fromClassPath(), memory);
    try {
      if (conditioning instanceof Conditioning.MiniLm named) {
        requireSame(folder, named, embeddings);
        return of(embeddings);
      }
      ConditionEncoder conditions =
          conditioning instanceof Conditioning.Text text
              ? TokenEncoder.open(folder, text)
              : new LabelEncoder((Conditioning.Labels) conditioning);
      return new PromptEncoders(conditions, embeddings, conditioning.digest());
    } catch (RuntimeException e) {
      embeddings.close();
      throw e;
    }
  }

  private static void requireSame(
      Path folder, Conditioning.MiniLm named, ConditionEncoder embeddings) {
    if (!named.digest().isEmpty() && !named.digest().equals(embeddings.digest())) {
      throw new EncoderUnavailable(
          "the model in %s was trained with conditions of encoder %s, the built-in one is %s; choose a model of this encoder"
              .formatted(folder, named.digest(), embeddings.digest()),
          null);
    }
  }

  /** Whether a condition is its own vector of regions. */
  public boolean alike() {
    return conditions == regions;
  }

  @Override
  public void close() {
    conditions.close();
    if (!alike()) {
      regions.close();
    }
  }
}
