"""A Modbus TCP server by pymodbus, for tests: units that hold values in every order of words, holes, faults and late answers."""

import asyncio
import struct
import sys
import time

from pymodbus.constants import Endian
from pymodbus.datastore import (
    ModbusSequentialDataBlock,
    ModbusServerContext,
    ModbusSlaveContext,
    ModbusSparseDataBlock,
)
from pymodbus.payload import BinaryPayloadBuilder
from pymodbus.pdu import ExceptionResponse
from pymodbus.server.async_io import ModbusTcpServer

BUSY, LATE = 6, 7
LATE_SECONDS = 0.6


def words(order, code, value):
    """Registers of a value: ABCD and CDAB by pymodbus itself, those with swapped bytes made of them."""
    low_first = order in ("CDAB", "DCBA")
    builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=Endian.Little if low_first else Endian.Big)
    {"f": builder.add_32bit_float, "d": builder.add_64bit_float, "i": builder.add_32bit_int, "Q": builder.add_64bit_uint}[
        code
    ](value)
    registers = builder.to_registers()
    if order in ("BADC", "DCBA"):
        registers = [struct.unpack("<H", struct.pack(">H", register))[0] for register in registers]
    return registers


def ordered(order):
    """0 float32, 2 int32, 4 float64, 8 uint64."""
    return [*words(order, "f", 230.25), *words(order, "i", -1_234_567), *words(order, "d", 0.1), *words(order, "Q", 2**53 - 1)]


class Faulty(ModbusSlaveContext):
    """Fails inside where register 20 is among those asked for: exception 4."""

    def getValues(self, fc_as_hex, address, count=1):
        if address <= 20 < address + count:
            raise RuntimeError("a sensor bus that does not answer")
        return super().getValues(fc_as_hex, address, count)


class Late(ModbusSlaveContext):
    """Answers the first request after the one who asked has given up."""

    asked = 0

    def getValues(self, fc_as_hex, address, count=1):
        self.asked += 1
        if self.asked == 1:
            time.sleep(LATE_SECONDS)
        return [self.asked * 1000 + number for number in range(count)]


def block(values):
    return ModbusSequentialDataBlock(0, values)


def unit(kind=ModbusSlaveContext, **tables):
    return kind(zero_mode=True, **{name: tables.get(name, block([0] * 100)) for name in ("di", "co", "ir", "hr")})


busy_answers = 1


def manipulate(response):
    """The unit that is busy says so once: exception 6."""
    global busy_answers
    if response.unit_id == BUSY and busy_answers > 0:
        busy_answers -= 1
        refusal = ExceptionResponse(response.function_code, 6)
        refusal.transaction_id, refusal.unit_id = response.transaction_id, response.unit_id
        return refusal, False
    return response, False


async def main(port):
    text = struct.unpack(">4H", b"SN-4711\0")
    units = {
        1: unit(
            hr=block([*ordered("ABCD"), *[0] * 8, *text, *[0] * 60]),
            ir=block([*ordered("CDAB"), *[0] * 80]),
            co=block([True, False, True, *[False] * 20]),
            di=block([False, True, *[False] * 20]),
        ),
        2: unit(hr=block([*ordered("BADC"), *[0] * 80]), ir=block([*ordered("DCBA"), *[0] * 80])),
        # Registers 10 and 12 are there, what is between and behind them is not.
        4: unit(hr=ModbusSparseDataBlock({10: 111, 12: 222})),
        5: unit(Faulty, hr=block(list(range(100)))),
        BUSY: unit(hr=block(list(range(100)))),
        LATE: unit(Late),
        # What devices without a serial line behind them answer to.
        0: unit(hr=block([1000] * 100)),
        255: unit(hr=block([1255] * 100)),
    }
    server = ModbusTcpServer(
        ModbusServerContext(slaves=units, single=False),
        address=("127.0.0.1", port),
        allow_reuse_address=True,
        response_manipulator=manipulate,
    )
    print("listening", flush=True)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1])))
