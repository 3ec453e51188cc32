package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.aria.proto.control.v1.Control;
import dev.aria.proto.control.v1.RunCommand;
import dev.aria.proto.draw.v1.Draw;
import dev.aria.proto.draw.v1.DrawBatch;
import dev.aria.proto.target.v1.TargetBatch;
import dev.aria.proto.tensor.v1.Tensor;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  @Test
  void json_longTensor_keepsItsShapeAndLeavesItsValuesOut() {
    Tensor large =
        Tensor.newBuilder()
            .addShape(16)
            .addShape(4)
            .setData(ByteString.copyFrom(new byte[256]))
            .build();
    DrawBatch draws =
        DrawBatch.newBuilder()
            .setRun("mine")
            .setStep(7)
            .addDraws(Draw.newBuilder().setOrdinal(42).setTimestep(500))
            .setConditions(large)
            .build();

    String line = RecordText.json(TargetBatch.newBuilder().setDraws(draws).build());

    assertThat(line)
        .doesNotContain("\n", "AAAA")
        .contains("\"run\":\"mine\"", "\"step\":\"7\"", "\"ordinal\":\"42\"", "\"shape\":[16,4]");
  }

  @Test
  void json_order_namesItsKindAndIssuer() {
    RunCommand stop =
        RunCommand.newBuilder().setKind(RunCommand.Kind.KIND_STOP).setIssuer("cli").build();

    assertThat(RecordText.json(Control.newBuilder().setRun("mine").setCommand(stop).build()))
        .isEqualTo("{\"run\":\"mine\",\"command\":{\"kind\":\"KIND_STOP\",\"issuer\":\"cli\"}}");
  }
}
