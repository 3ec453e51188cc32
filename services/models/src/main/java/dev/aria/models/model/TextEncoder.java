package dev.aria.models.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.encoder.ModelPart;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A frozen text encoder: token ids to the states that a network reads. One text a call, always: the
 * states of a text would else depend, in their last bits, on the texts beside it, and with them on
 * what a cache happens to hold. The last texts' states are kept, bounded by bytes. For one thread
 * at a time; its network closes it.
 *
 * <p>L ids of a text, S its states.
 */
final class TextEncoder implements ConditionStates {
  private static final long MOST_BYTES = 256L << 20;

  private final TorchModule module;
  private final Conditioning.Text text;
  private final Cache<ByteBuffer, ByteBuffer> cache =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((ByteBuffer ids, ByteBuffer states) -> ids.limit() + states.limit())
          .executor(Runnable::run)
          .build();

  private TextEncoder(TorchModule module, Conditioning.Text text) {
    this.module = module;
    this.text = text;
  }

  /**
   * Loads the encoder and lets it read the null condition, so that one that does not fit is refused
   * at the start.
   *
   * @throws ModelUnreadable when the file is missing, another than named, or no such encoder
   */
  static TextEncoder open(Path folder, Conditioning.Text text, String device) {
    Path file = folder.resolve(text.encoder().file());
    requireDigest(file, text.encoder());
    try {
      TextEncoder encoder = new TextEncoder(TorchModule.load(file, device, false), text);
      try {
        encoder.tryOut();
        return encoder;
      } catch (RuntimeException e) {
        encoder.close();
        throw e;
      }
    } catch (EngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ModelUnreadable(
          "%s is no text encoder for token ids %s: %s"
              .formatted(file, text.travellingShape().orElseThrow(), ModelMisbehaved.reason(e)),
          e);
    }
  }

  private static void requireDigest(Path file, ModelPart named) {
    try {
      String found = Sha256.of(file);
      if (!found.equals(named.sha256())) {
        throw new ModelUnreadable(
            "text encoder %s has SHA-256 %s, the descriptor says %s: it is damaged or another model's; export or copy it again"
                .formatted(file, found, named.sha256()));
      }
    } catch (IOException e) {
      throw new ModelUnreadable(
          "text encoder %s cannot be read; copy it from the teacher's folder: %s"
              .formatted(file, e),
          e);
    }
  }

  private void tryOut() {
    int length = text.nullCondition().size();
    ByteBuffer ids = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    text.nullCondition().forEach(id -> ids.putFloat(id));
    encoded(ids.flip());
  }

  @Override
  public PtNDArray states(PtNDManager memory, Tensor cond) {
    int rows = cond.shape().get(0);
    int width = cond.rowSize() * Float.BYTES;
    int states = text.encodedShape().stream().reduce(Float.BYTES, Math::multiplyExact);
    ByteBuffer all =
        ByteBuffer.allocateDirect(Math.multiplyExact(rows, states)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer ids = cond.as(ElementType.FLOAT32).bytes();
    for (int row = 0; row < rows; row++) {
      ByteBuffer own = ids.slice(row * width, width).order(ByteOrder.LITTLE_ENDIAN);
      all.put(kept(own).duplicate());
    }
    List<Long> shape = new ArrayList<>(List.of((long) rows));
    text.encodedShape().forEach(extent -> shape.add((long) extent));
    return memory.create(all.flip(), new Shape(shape), DataType.FLOAT32);
  }

  private ByteBuffer kept(ByteBuffer ids) {
    ByteBuffer known = cache.getIfPresent(ids);
    if (known != null) {
      return known;
    }
    ByteBuffer key = ByteBuffer.allocate(ids.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    key.put(ids.duplicate()).flip();
    ByteBuffer states = encoded(key);
    cache.put(key, states);
    return states;
  }

  /** The states (S) of one text's ids (L), both as float32. */
  private ByteBuffer encoded(ByteBuffer ids) {
    int[] row = new int[ids.remaining() / Float.BYTES];
    for (int i = 0; i < row.length; i++) {
      row[i] = (int) ids.getFloat(i * Float.BYTES);
    }
    try (PtNDManager step = module.newStep()) {
      PtNDArray one = (PtNDArray) Transfer.in(step, row).reshape(1, row.length);
      NDArray states =
          module.call("forward", step, Mode.INFERENCE, IValue.from(one)).singletonOrThrow();
      List<Long> expected = new ArrayList<>(List.of(1L));
      text.encodedShape().forEach(extent -> expected.add((long) extent));
      if (states.getDataType() != DataType.FLOAT32
          || !states.getShape().equals(new Shape(expected))) {
        throw new IllegalArgumentException(
            "it gives %s %s, the descriptor says float32 %s"
                .formatted(states.getDataType(), states.getShape(), expected));
      }
      ByteBuffer copy = Transfer.bytes(states);
      return ByteBuffer.allocate(copy.remaining()).put(copy).flip();
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
