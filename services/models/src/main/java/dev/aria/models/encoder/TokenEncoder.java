package dev.aria.models.encoder;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.aria.core.digest.Sha256;
import dev.aria.core.record.PromptRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text as the token ids that a text encoder reads: cut and padded to its length, with the
 * tokenizer's own special tokens. Those of several tokenizers stand one after another. Whoever
 * makes an instance closes it.
 */
final class TokenEncoder implements ConditionEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(TokenEncoder.class);

  private final Conditioning.Text text;
  private final List<HuggingFaceTokenizer> tokenizers = new ArrayList<>();
  private final AtomicLong cut = new AtomicLong();

  private TokenEncoder(Conditioning.Text text) {
    this.text = text;
  }

  /**
   * Reads the tokenizers that {@code text} names.
   *
   * @param folder where they lie
   * @throws EncoderUnavailable when a file is missing, another than named, or no tokenizer
   */
  static TokenEncoder open(Path folder, Conditioning.Text text) {
    System.setProperty("OPT_OUT_TRACKING", "true"); // as for MiniLM: nothing leaves the machine
    TokenEncoder encoder = new TokenEncoder(text);
    try {
      text.tokenizers().forEach(named -> encoder.tokenizers.add(tokenizer(folder, named)));
      return encoder;
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static HuggingFaceTokenizer tokenizer(Path folder, Conditioning.Tokenizer named) {
    Path file = folder.resolve(named.file());
    byte[] json = bytes(file);
    String found = Sha256.of(json);
    if (!found.equals(named.sha256())) {
      throw new EncoderUnavailable(
          "tokenizer %s has SHA-256 %s, the descriptor beside it says %s: it is another model's or was edited; export the model again"
              .formatted(file, found, named.sha256()),
          null);
    }
    String length = Integer.toString(named.length());
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json),
          Map.of(
              "padding",
              "false",
              "truncation",
              "true",
              "modelMaxLength",
              length,
              "maxLength",
              length));
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new EncoderUnavailable(
          "%s cannot be used as a tokenizer: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new EncoderUnavailable(
          "tokenizer %s, which the descriptor beside it names, cannot be read: %s"
              .formatted(file, e),
          e);
    }
  }

  @Override
  public int dimension() {
    return text.nullCondition().size();
  }

  /** Over what decides the ids alone: another text encoder reads the same. */
  @Override
  public String digest() {
    Sha256 sha256 = new Sha256().add("token ids");
    for (Conditioning.Tokenizer one : text.tokenizers()) {
      sha256.add(" %s %d %d".formatted(one.sha256(), one.length(), one.padding()));
    }
    return sha256.hex();
  }

  @Override
  public float[] encode(String prompt) {
    String checked = new PromptRecord(prompt, Optional.empty()).text();
    float[] ids = new float[dimension()];
    int from = 0;
    boolean tooLong = false;
    for (int i = 0; i < tokenizers.size(); i++) {
      Conditioning.Tokenizer named = text.tokenizers().get(i);
      Encoding encoding = tokenizers.get(i).encode(checked);
      tooLong |= encoding.exceedMaxLength();
      put(encoding.getIds(), ids, from, named);
      from += named.length();
    }
    if (tooLong) {
      countCut(checked);
    }
    return ids;
  }

  private static void put(long[] found, float[] ids, int from, Conditioning.Tokenizer named) {
    Arrays.fill(ids, from, from + named.length(), named.padding());
    for (int i = 0; i < Math.min(found.length, named.length()); i++) {
      if (found[i] >= Conditioning.MOST_IDS) {
        throw new IllegalArgumentException(
            "tokenizer %s gives the id %d, must be below %d"
                .formatted(named.file(), found[i], Conditioning.MOST_IDS));
      }
      ids[from + i] = found[i];
    }
  }

  /** Said at the first, the tenth, the hundredth ... */
  private void countCut(String prompt) {
    long count = cut.incrementAndGet();
    if (Long.toString(count).matches("10*")) {
      LOG.warn(
          "{} prompts so far are longer than the {} tokens that the model reads, and were cut; the last: '{}'",
          count,
          dimension(),
          prompt.substring(0, Math.min(80, prompt.length())));
    }
  }

  @Override
  public void close() {
    tokenizers.forEach(HuggingFaceTokenizer::close);
  }
}
